package org.parley.engine.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.plan.Condition;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.InPort.OrderBy;
import org.parley.engine.plan.Transport;

/** Ports as written to ports of a plan. */
final class PortCompiler {
    private final ConditionText conditions;
    private final TransportCompiler transports;
    private final Layouts layouts;
    private final Lints lints;

    PortCompiler(
            Secrets secrets, Path base, ConditionText conditions, Layouts layouts, Lints lints) {
        this.layouts = layouts;
        this.conditions = conditions;
        this.transports = new TransportCompiler(secrets, base, lints);
        this.lints = lints;
    }

    /** A port into the engine. */
    Optional<InPort> in(String name, String owner, SendsDocument port) {
        InPort.Speaks speaks = layouts.with(port.speaks());
        Format format = speaks.format();
        Optional<Transport> transport = transports.in(port.carrier(), speaks, port.written());
        OrderBy order =
                port.orderBy()
                        .orElse(
                                format == Format.HL7V2 || format == Format.FHIR
                                        ? new OrderBy.Patient()
                                        : new OrderBy.Source());
        boolean patients = format == Format.HL7V2 || format == Format.FHIR;
        if ((order instanceof OrderBy.Patient && !patients)
                || (order instanceof OrderBy.By && format != Format.HL7V2)) {
            onlyHl7(port.written().at("order-by"), "an order by patient or path");
        }
        Optional<List<InPort.Ignore>> ignore = ignore(port, format);
        return transport.isPresent() && ignore.isPresent()
                ? Optional.of(new InPort(name, owner, transport.get(), speaks, order, ignore.get()))
                : Optional.empty();
    }

    private Optional<List<InPort.Ignore>> ignore(SendsDocument port, Format format) {
        if (format != Format.HL7V2 && format != Format.FHIR && !port.ignore().isEmpty()) {
            onlyHl7(port.written().at("ignore"), "a filter");
        }
        var all = new ArrayList<InPort.Ignore>();
        for (SendsDocument.IgnoreDocument one : port.ignore()) {
            Optional<Condition> when =
                    format == Format.FHIR
                            ? conditions.fhir(Optional.of(one.when()), one.written(), "when")
                            : conditions.compile(Optional.of(one.when()), one.written(), "when");
            when.ifPresent(condition -> all.add(new InPort.Ignore(condition, one.why())));
        }
        return all.size() == port.ignore().size() ? Optional.of(all) : Optional.empty();
    }

    private void onlyHl7(Place place, String what) {
        lints.error(
                place,
                "PAR-3036",
                "Only messages of HL7 v2 can be read, so this port cannot have " + what + ".",
                "Take the key out, or choose source or none as the order.");
    }

    /** A port out of the engine. */
    Optional<Destination> out(String name, String owner, ReceivesDocument port) {
        Format format = port.speaks().map(InPort.Speaks::format).orElse(Format.HL7V2);
        return transports
                .out(port.carrier(), format, port.written())
                .map(t -> new Destination(name, owner, t, port.connections(), port.answerWithin()));
    }
}

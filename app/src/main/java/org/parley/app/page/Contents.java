package org.parley.app.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.app.page.MessageContent.Change;
import org.parley.app.page.MessageContent.Side;
import org.parley.engine.Engine;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Entry;
import org.parley.engine.map.Explained;
import org.parley.engine.map.Explanation;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Mapping;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.wire.fhir.JsonLayout;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** Reads what a message says, and makes again what its maps make of it: they are pure. */
final class Contents {
    private final Engine engine;
    private final Facts facts;

    Contents(Engine engine, Facts facts) {
        this.engine = engine;
        this.facts = facts;
    }

    /** The message as received, and as sent to each destination that gets something else. */
    MessageContent of(Entry entry) {
        Optional<Message> message = read(entry);
        List<Side> sides = new ArrayList<>();
        sides.add(
                message.map(read ->
                                new Side(
                                        "As received",
                                        "Byte for byte as it came.",
                                        List.of(),
                                        Segments.of(read)))
                        .orElseGet(() ->
                                new Side(
                                        "As received",
                                        "Not an HL7 v2 message that could be read.",
                                        List.of(),
                                        Segments.ofText(entry.body()))));
        List<String> unchanged = new ArrayList<>();
        Plan plan = engine.plans().at(entry.position()).plan();
        for (DeliveryRef ref : engine.ledger().owed(entry.position())) {
            Optional<Mapping> map =
                    plan.leg(ref.route(), ref.destination()).flatMap(Route.Leg::map);
            if (map.isPresent()) {
                sides.addAll(sent(entry, message, map.get(), ref));
            } else if (!ref.destination().equals(DeliveryRef.UNOWNED)) {
                unchanged.add(facts.name(ref.destination()) + " (" + ref.destination() + ")");
            }
        }
        String note =
                unchanged.isEmpty()
                        ? ""
                        : "Goes byte for byte as received to " + String.join(", ", unchanged) + ".";
        return new MessageContent(note, sides);
    }

    /** An edited message beside the one it takes the place of. */
    MessageContent preview(byte[] before, byte[] after) {
        if (Message.read(before) instanceof Reading.Good was
                && Message.read(after) instanceof Reading.Good is) {
            return new MessageContent(
                    "What differs is marked.",
                    List.of(
                            new Side(
                                    "Before",
                                    "",
                                    List.of(),
                                    Segments.compared(was.message(), is.message())),
                            new Side(
                                    "After",
                                    "",
                                    List.of(),
                                    Segments.compared(is.message(), was.message()))));
        }
        return new MessageContent(
                "This is not an HL7 v2 message that can be read; its receiver may refuse it.",
                List.of(new Side("After", "", List.of(), Segments.ofText(after))));
    }

    /**
     * What a person edits: what the map makes, as it would have been sent, or what was received.
     */
    byte[] outgoing(Entry entry, DeliveryRef ref) {
        Optional<Mapping> map =
                engine.plans()
                        .current()
                        .plan()
                        .leg(ref.route(), ref.destination())
                        .flatMap(Route.Leg::map);
        Optional<Message> message = read(entry);
        if (map.isPresent()
                && mapped(entry, message, map.get()) instanceof Mapped.Messages made
                && made.messages().size() == 1) {
            return made.messages().getFirst().bytes();
        }
        return entry.body();
    }

    private Mapped mapped(Entry entry, Optional<Message> message, Mapping map) {
        return message.isPresent()
                ? map.apply(message.get())
                : map.apply(entry.body(), defaults(entry));
    }

    private Explanation explained(Entry entry, Optional<Message> message, Explained map) {
        return message.isPresent()
                ? map.explain(message.get())
                : map.explain(entry.body(), defaults(entry));
    }

    private List<Side> sent(Entry entry, Optional<Message> message, Mapping map, DeliveryRef ref) {
        String title =
                "As sent to " + facts.name(ref.destination()) + " (" + ref.destination() + ")";
        Optional<Explanation> explained =
                map instanceof Explained tables
                        ? Optional.of(explained(entry, message, tables))
                        : Optional.empty();
        Mapped mapped =
                explained.map(Explanation::result).orElseGet(() -> mapped(entry, message, map));
        List<Change> changes =
                explained.map(Explanation::made).orElse(List.of()).stream()
                        .map(made ->
                                new Change(
                                        made.row().toString(),
                                        made.target(),
                                        made.sources().isEmpty()
                                                ? "the table itself"
                                                : String.join(", ", made.sources())))
                        .toList();
        String dropped =
                explained
                        .map(Explanation::dropped)
                        .filter(d -> !d.isEmpty())
                        .map(d -> " Not passed on: " + String.join(", ", d) + ".")
                        .orElse("");
        return switch (mapped) {
            case Mapped.Impossible impossible ->
                    List.of(
                            new Side(
                                    title,
                                    "The map cannot make a message of it: "
                                            + impossible.problem().text(),
                                    List.of(),
                                    List.of()));
            case Mapped.Content(byte[] bytes) ->
                    List.of(
                            new Side(
                                    title,
                                    "Made by " + map.name() + "." + dropped,
                                    changes,
                                    Segments.ofText(JsonLayout.of(bytes))));
            case Mapped.Messages made ->
                    made.messages().stream()
                            .map(one ->
                                    new Side(
                                            title,
                                            "Made by "
                                                    + map.name()
                                                    + "; what the map changed is marked."
                                                    + dropped,
                                            changes,
                                            message.map(was -> Segments.compared(one, was))
                                                    .orElseGet(() -> Segments.of(one))))
                            .toList();
        };
    }

    private Defaults defaults(Entry entry) {
        return HeaderCodec.decode(entry.headers()) instanceof Header.Received received
                ? engine.plans()
                        .at(entry.position())
                        .plan()
                        .port(received.port())
                        .map(InPort::defaults)
                        .orElseGet(Defaults::usual)
                : Defaults.usual();
    }

    private Optional<Message> read(Entry entry) {
        if (!(HeaderCodec.decode(entry.headers()) instanceof Header.Received received)) {
            return good(Message.read(entry.body()));
        }
        Optional<InPort> port = engine.plans().at(entry.position()).plan().port(received.port());
        if (port.map(p -> p.speaks().format() != InPort.Format.HL7V2).orElse(false)) {
            return Optional.empty();
        }
        return good(
                port.map(p -> Message.read(entry.body(), p.defaults()))
                        .orElseGet(() -> Message.read(entry.body())));
    }

    private static Optional<Message> good(Reading reading) {
        return reading instanceof Reading.Good good
                ? Optional.of(good.message())
                : Optional.empty();
    }
}

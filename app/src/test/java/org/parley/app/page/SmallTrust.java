package org.parley.app.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.parley.engine.Engine;
import org.parley.engine.Parts;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.MemoryJournal;
import org.parley.engine.plan.Condition;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Mapping;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Intake.Incoming;
import org.parley.engine.receive.Intake.Taken;
import org.parley.engine.receive.Port;
import org.parley.engine.route.Conditions;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * A trust with two systems that send and four that receive, an engine for it, and its first page.
 */
final class SmallTrust implements AutoCloseable {
    static final Problem REFUSES =
            new Problem(
                    "PAR-5998",
                    Culprit.NETWORK,
                    "It refuses the connection.",
                    "Ask the laboratory whether its interface is running.");
    static final Problem SAYS_NO =
            new Problem(
                    "PAR-5999",
                    Culprit.RECEIVER,
                    "It answered AE: unknown ward.",
                    "Add the ward to the ward app, then send it again.");

    final Map<String, Intake> intakes = new ConcurrentHashMap<>();
    final Map<String, Function<Outgoing, Answer>> receivers = new ConcurrentHashMap<>();
    final Engine engine;
    final PageServer page;
    final Facts facts;
    private final Clock clock;

    SmallTrust(Path folder, int port) {
        this(folder, port, Clock.system());
    }

    SmallTrust(Path folder, int port, Clock clock) {
        this.clock = clock;
        engine = Engine.start(plan(), Map.of("trust.yaml", new byte[] {'x'}), parts(folder));
        facts =
                new Facts(
                        "Northmoor NHS Foundation Trust",
                        "0.1.0 (test)",
                        Map.of(
                                "pas", "Patient administration",
                                "lims", "Laboratory",
                                "epr", "Electronic record",
                                "wardapp", "Ward app",
                                "gp", "GP surgeries"),
                        ZoneId.of("Europe/London"),
                        folder);
        page = new PageServer(engine, facts, clock, port);
        page.start();
    }

    private Parts parts(Path folder) {
        return new Parts(
                FileDisk.existing(folder),
                new MemoryJournal(clock),
                clock,
                new SplittableRandom(1),
                (port, intake) -> {
                    intakes.put(port.name(), intake);
                    return new CalledPort(port.name());
                },
                destination -> new CalledSender(destination.name()),
                files -> Optional.empty(),
                Thread.ofPlatform().daemon().factory(),
                Thread.ofVirtual().factory(),
                256L << 20,
                (position, end) -> {});
    }

    static Plan plan() {
        Map<String, InPort> ports = new HashMap<>();
        for (String name : List.of("pas.adt", "lims.results")) {
            ports.put(
                    name,
                    new InPort(
                            name,
                            name.startsWith("pas")
                                    ? "Chief operating officer"
                                    : "Head of pathology",
                            nowhere(),
                            new InPort.Speaks(
                                    InPort.Format.HL7V2,
                                    Optional.of("2.4"),
                                    StandardCharsets.ISO_8859_1),
                            new InPort.OrderBy.Patient(),
                            List.of(
                                    new InPort.Ignore(
                                            condition("MSH-9.2 = A99"), "A99 is noise"))));
        }
        Map<String, Destination> destinations = new HashMap<>();
        Map.of(
                        "lims.demographics",
                        "Head of pathology",
                        "epr.all",
                        "Chief clinical information officer",
                        "wardapp.patients",
                        "Chief nurse",
                        "gp.results",
                        "Medical director")
                .forEach((name, owner) ->
                        destinations.put(
                                name,
                                new Destination(name, owner, nowhere(), 2, Duration.ofSeconds(5))));
        Route admissions =
                new Route(
                        "admissions",
                        "Every system knows where every patient is.",
                        List.of("pas.adt"),
                        condition("MSH-9.2 in (A01, A02, A03, A08)"),
                        Optional.of(new Route.Promise(0.999, Duration.ofSeconds(5))),
                        List.of(
                                leg("lims.demographics", true),
                                leg("epr.all", false),
                                leg("wardapp.patients", false)));
        Route results =
                new Route(
                        "results",
                        "A result reaches who asked for it.",
                        List.of("lims.results"),
                        condition("MSH-9.1 = ORU"),
                        Optional.empty(),
                        List.of(leg("epr.all", false), leg("gp.results", false)));
        return new Plan(
                "Northmoor",
                "c0ffee12d34db33f5678",
                ports,
                destinations,
                List.of(admissions, results));
    }

    private static Transport nowhere() {
        return new Transport.MllpOut("127.0.0.1", 1, false, Optional.empty());
    }

    private static Route.Leg leg(String to, boolean mapped) {
        Mapping map = new Shout();
        return new Route.Leg(
                to,
                Condition.always(),
                mapped ? Optional.of(map) : Optional.empty(),
                new Route.IfRejected.Park());
    }

    /** Changes one field. */
    private record Shout() implements Mapping {
        @Override
        public Mapped apply(Message message) {
            return new Mapped.Messages(
                    List.of(
                            message.edit()
                                    .set(org.parley.wire.hl7v2.Path.of("MSH-5"), "LAB")
                                    .done()));
        }

        @Override
        public String name() {
            return "pas-to-lims";
        }
    }

    static Condition condition(String text) {
        return switch (Conditions.parse(text)) {
            case Conditions.Parse.Ok ok -> ok.condition();
            case Conditions.Parse.Wrong wrong -> throw new AssertionError(wrong.reason());
        };
    }

    static String adt(String trigger, String controlId, String mrn, String name) {
        return "MSH|^~\\&|PAS|RX1|LIMS|RX1|20260101120000||ADT^"
                + trigger
                + "|"
                + controlId
                + "|P|2.4\r"
                + "EVN|"
                + trigger
                + "|20260101120000\r"
                + "PID|1||"
                + mrn
                + "^^^RX1^MR||"
                + name
                + "||19500101|F\r"
                + "PV1|1|I|W4^B2^3^RX1\r";
    }

    static String oru(String controlId, String mrn) {
        return "MSH|^~\\&|LIMS|RX1|EPR|RX1|20260101120000||ORU^R01|"
                + controlId
                + "|P|2.4\r"
                + "PID|1||"
                + mrn
                + "^^^RX1^MR||TESTPATIENT^Ann\r"
                + "OBR|1|R1|L1|FBC^Full blood count\rOBX|1|NM|HB^Haemoglobin||134|g/L|115-165|N|||F\r";
    }

    long take(String port, String message) {
        Taken taken =
                Objects.requireNonNull(intakes.get(port))
                        .offer(
                                new Incoming(
                                        new Body.Bytes(
                                                message.getBytes(StandardCharsets.ISO_8859_1)),
                                        "127.0.0.1:52114",
                                        Optional.empty(),
                                        Optional.empty()))
                        .await();
        return switch (taken) {
            case Taken.Accepted accepted -> accepted.position();
            case Taken.Refused refused -> refused.position();
            case Taken.Unavailable unavailable -> throw new AssertionError(unavailable.problem());
        };
    }

    @Override
    public void close() {
        page.close();
        engine.close();
    }

    private record CalledPort(String name) implements Port {
        @Override
        public void start() {}

        @Override
        public String address() {
            return "127.0.0.1:" + (name.startsWith("pas") ? 6001 : 6002);
        }

        @Override
        public void close() {}
    }

    private final class CalledSender implements Sender {
        private final String destination;

        CalledSender(String destination) {
            this.destination = destination;
        }

        @Override
        public Answer send(Outgoing message) {
            Function<Outgoing, Answer> receiver = receivers.get(destination);
            return receiver == null
                    ? new Answer.Accepted("AA", Duration.ofMillis(1))
                    : receiver.apply(message);
        }

        @Override
        public void close() {}
    }
}

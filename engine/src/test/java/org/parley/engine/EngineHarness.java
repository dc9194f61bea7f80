package org.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.Journal;
import org.parley.engine.plan.Condition;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Intake.Incoming;
import org.parley.engine.receive.Intake.Taken;
import org.parley.engine.receive.Port;
import org.parley.engine.route.Conditions;

/** An engine with a port that a test calls and receivers that a test answers for. */
final class EngineHarness implements AutoCloseable {
    static final String PORT = "pas.adt";

    final Journal journal;
    final Path folder;
    private final long heapBytes;
    private final Optional<Function<String, Sender>> senders;
    final Map<String, Intake> intakes = new HashMap<>();
    final Map<String, List<String>> arrived = new ConcurrentHashMap<>();
    final Map<String, Function<Outgoing, Answer>> receivers = new ConcurrentHashMap<>();
    Plan plan;
    Engine engine;

    EngineHarness(Journal journal, Path folder, Plan plan) {
        this(journal, folder, plan, 256L << 20);
    }

    EngineHarness(Journal journal, Path folder, Plan plan, long heapBytes) {
        this(journal, folder, plan, heapBytes, Optional.empty());
    }

    /**
     * @param senders in place of those that {@link #receivers} answer for
     */
    EngineHarness(
            Journal journal,
            Path folder,
            Plan plan,
            long heapBytes,
            Optional<Function<String, Sender>> senders) {
        this.heapBytes = heapBytes;
        this.senders = senders;
        this.journal = journal;
        this.folder = folder;
        this.plan = plan;
        this.engine = start();
    }

    private Engine start() {
        return Engine.start(
                plan,
                Map.of("trust.yaml", plan.version().getBytes(StandardCharsets.UTF_8)),
                parts());
    }

    private Parts parts() {
        return new Parts(
                FileDisk.existing(folder),
                journal,
                Clock.system(),
                new SplittableRandom(1),
                (port, intake) -> {
                    intakes.put(port.name(), intake);
                    return new QuietPort();
                },
                destination -> senders.orElse(this::sender).apply(destination.name()),
                files -> Optional.empty(),
                Thread.ofPlatform().factory(),
                Thread.ofVirtual().factory(),
                heapBytes,
                (position, end) -> {});
    }

    /** A route to each destination from {@link #PORT}, with these conditions. */
    static Plan plan(
            String version,
            Map<String, String> destinationsAndConditions,
            Route.IfRejected ifRejected) {
        Transport nowhere = new Transport.MllpOut("127.0.0.1", 1, false, Optional.empty());
        InPort port =
                new InPort(
                        PORT,
                        "Operations",
                        nowhere,
                        new InPort.Speaks(
                                InPort.Format.HL7V2,
                                Optional.of("2.4"),
                                StandardCharsets.ISO_8859_1),
                        new InPort.OrderBy.Patient(),
                        List.of(new InPort.Ignore(condition("MSH-9.2 = A99"), "A99 is noise")));
        Map<String, Destination> destinations = new HashMap<>();
        List<Route> routes = new ArrayList<>();
        destinationsAndConditions.forEach((name, when) -> {
            destinations.put(
                    name,
                    new Destination(name, "Owner of " + name, nowhere, 2, Duration.ofSeconds(5)));
            Route.Leg leg = new Route.Leg(name, Condition.always(), Optional.empty(), ifRejected);
            routes.add(
                    new Route(
                            "to " + name,
                            "because",
                            List.of(PORT),
                            condition(when),
                            Optional.empty(),
                            List.of(leg)));
        });
        return new Plan("Northmoor", version, Map.of(PORT, port), destinations, routes);
    }

    static Condition condition(String text) {
        return switch (Conditions.parse(text)) {
            case Conditions.Parse.Ok ok -> ok.condition();
            case Conditions.Parse.Wrong wrong -> throw new AssertionError(wrong.reason());
        };
    }

    static String adt(String trigger, String controlId, String mrn) {
        return "MSH|^~\\&|PAS|RX1|LIMS|RX1|20260101120000||ADT^"
                + trigger
                + "|"
                + controlId
                + "|P|2.4\r"
                + "PID|1||"
                + mrn
                + "^^^RX1^MR||Testpatient^Ann\r";
    }

    Intake intake() {
        return java.util.Objects.requireNonNull(intakes.get(PORT));
    }

    Taken take(String message) {
        return intake().offer(
                        new Incoming(
                                new Body.Bytes(message.getBytes(StandardCharsets.ISO_8859_1)),
                                "127.0.0.1",
                                Optional.empty(),
                                Optional.empty()))
                .await();
    }

    long accepted(String message) {
        return take(message) instanceof Taken.Accepted accepted ? accepted.position() : fail();
    }

    private static long fail() {
        throw new AssertionError("not accepted");
    }

    /** Stops the engine, not the journal, and starts it with this plan. */
    void restart(Plan next) {
        engine.close();
        plan = next;
        engine = start();
    }

    void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long; " + engine.book()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    Sender sender(String destination) {
        return new TestSender(destination);
    }

    private static final class QuietPort implements Port {
        @Override
        public void start() {}

        @Override
        public String address() {
            return "test";
        }

        @Override
        public void close() {}
    }

    private final class TestSender implements Sender {
        private final String destination;

        TestSender(String destination) {
            this.destination = destination;
        }

        @Override
        public Answer send(Outgoing message) {
            Function<Outgoing, Answer> receiver = receivers.get(destination);
            Answer answer =
                    receiver == null
                            ? new Answer.Accepted("AA", Duration.ofMillis(1))
                            : receiver.apply(message);
            if (answer instanceof Answer.Accepted) {
                arrived.computeIfAbsent(destination, d -> new CopyOnWriteArrayList<>())
                        .add(new String(message.bytes(), StandardCharsets.ISO_8859_1));
            }
            return answer;
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        engine.close();
    }
}

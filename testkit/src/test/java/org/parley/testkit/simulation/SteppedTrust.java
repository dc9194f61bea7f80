package org.parley.testkit.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.parley.engine.Parts;
import org.parley.engine.SteppedEngine;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.engine.ledger.Book;
import org.parley.engine.plan.Condition;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;

/** One port, two destinations, files in a folder: an engine that a test steps and may kill. */
final class SteppedTrust {
    private static final Transport NOWHERE =
            new Transport.MllpOut("127.0.0.1", 1, false, Optional.empty());

    private final Path folder;
    private final Clock clock;
    private final long segmentBytes;

    SteppedTrust(Path folder, Clock clock) {
        this(folder, clock, JournalSettings.defaults().segmentBytes());
    }

    SteppedTrust(Path folder, Clock clock, long segmentBytes) {
        this.folder = folder;
        this.clock = clock;
        this.segmentBytes = segmentBytes;
    }

    private static Plan plan() {
        InPort port =
                new InPort(
                        "pas.adt",
                        "Operations",
                        NOWHERE,
                        new InPort.Speaks(
                                InPort.Format.HL7V2,
                                Optional.of("2.4"),
                                StandardCharsets.ISO_8859_1),
                        new InPort.OrderBy.Patient(),
                        List.of());
        return new Plan(
                "Northmoor",
                "1",
                Map.of("pas.adt", port),
                Map.of("alive", destination("alive"), "dead", destination("dead")),
                List.of(
                        new Route(
                                "all",
                                "because",
                                List.of("pas.adt"),
                                Condition.always(),
                                Optional.empty(),
                                List.of(leg("alive"), leg("dead")))));
    }

    private static Destination destination(String name) {
        return new Destination(name, "Owner", NOWHERE, 4, Duration.ofSeconds(5));
    }

    private static Route.Leg leg(String to) {
        return new Route.Leg(to, Condition.always(), Optional.empty(), new Route.IfRejected.Park());
    }

    SegmentJournal open() throws IOException {
        return SegmentJournal.openStepped(
                FileDisk.at(folder.resolve("journal")),
                JournalSettings.defaults()
                        .withPack(false)
                        .withReserveBytes(0)
                        .withSegmentBytes(segmentBytes),
                clock,
                new SplittableRandom(1));
    }

    SteppedEngine start(SegmentJournal journal) {
        return SteppedEngine.start(
                plan(),
                Map.of("trust.yaml", new byte[] {'x'}),
                new Parts(
                        FileDisk.existing(folder),
                        journal,
                        clock,
                        new SplittableRandom(2),
                        (port, intake) -> {
                            throw new IllegalStateException("stepped");
                        },
                        destination -> {
                            throw new IllegalStateException("stepped");
                        },
                        files -> Optional.empty(),
                        Thread.ofPlatform().factory(),
                        Thread.ofVirtual().factory(),
                        Long.MAX_VALUE,
                        (position, end) -> {}));
    }

    /** The lock of a killed process dies with it; here, where the process lives on, by hand. */
    void forgetLock() throws IOException {
        Files.delete(folder.resolve("journal").resolve("journal.lock"));
    }

    /** A message of one of many patients. */
    static String message(int number, String time, int patient) {
        return "MSH|^~\\&|PAS|RX1|LIMS|RX1|"
                + time
                + "||ADT^A08|"
                + number
                + "|P|2.4\rPID|1||M"
                + patient
                + "\r";
    }

    static Intake.Pending offer(SteppedEngine engine, String text) {
        return engine.intake("pas.adt")
                .offer(
                        new Intake.Incoming(
                                new Body.Bytes(text.getBytes(StandardCharsets.ISO_8859_1)),
                                "10.0.0.1",
                                Optional.empty(),
                                Optional.empty()));
    }

    static long waiting(SteppedEngine engine, String destination) {
        return engine.book().legs().stream()
                .filter(leg -> leg.destination().equals(destination))
                .mapToLong(Book.LegLine::waiting)
                .sum();
    }
}

package org.parley.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.Parts;
import org.parley.engine.SteppedEngine;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.SteppedLanes;
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
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * One destination is dead for seven days while the other runs on. {@code -Dweek.messages=10000000}
 * for as many as a large trust has in that time.
 */
@Tag("slow")
final class WeekTest {
    private static final int MESSAGES = Integer.getInteger("week.messages", 300_000);
    private static final int AT_ONCE = 1_000;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Problem AWAY =
            new Problem("PAR-5101", Culprit.RECEIVER, "It is away.", "Wait.");
    private static final Transport NOWHERE =
            new Transport.MllpOut("127.0.0.1", 1, false, Optional.empty());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-03-26T08:00:00Z"));
    private long deadTries;
    private long delivered;

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

    private SegmentJournal open() throws java.io.IOException {
        return SegmentJournal.openStepped(
                FileDisk.at(folder.resolve("journal")),
                JournalSettings.defaults().withPack(false).withReserveBytes(0),
                clock,
                new SplittableRandom(1));
    }

    private SteppedEngine start(SegmentJournal journal) {
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

    @Test
    void aWeekOfSilenceCostsTheOthersNothingAndARestartServesWithinTenSeconds() throws Exception {
        SegmentJournal journal = open();
        SteppedEngine engine = start(journal);
        for (int i = 0; i < MESSAGES; i += AT_ONCE) {
            List<Intake.Pending> pending = new ArrayList<>(AT_ONCE);
            for (int j = i; j < i + AT_ONCE; j++) {
                pending.add(offer(engine, j));
            }
            while (journal.step()) {
                // all that was offered
            }
            pending.forEach(p -> assertThat(p.await()).isInstanceOf(Intake.Taken.Accepted.class));
            run(journal, engine, false);
            clock.to(clock.nanoTime() + WEEK.toNanos() * AT_ONCE / MESSAGES);
        }
        assertThat(waiting(engine, "alive")).isZero();
        assertThat(waiting(engine, "dead")).isEqualTo(MESSAGES);
        // every lane knocks every 30 seconds or less, give or take a quarter
        assertThat(deadTries).isBetween((long) MESSAGES / AT_ONCE / 2, 4L * 7 * 86_400);
        engine.close();

        long began = System.nanoTime();
        SegmentJournal reopened = open();
        SteppedEngine again = start(reopened);
        Intake.Taken taken = offer(again, MESSAGES).await();
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "restart with %,d queued: serves after %.2f s; tries at the dead one: %,d%n",
                MESSAGES, seconds, deadTries);
        assertThat(taken).isInstanceOf(Intake.Taken.Accepted.class);
        assertThat(seconds).isLessThan(10);
        assertThat(again.book().imbalances()).isEmpty();

        delivered = 0;
        clock.to(clock.nanoTime() + Duration.ofMinutes(1).toNanos());
        while (delivered < 20_000) {
            run(reopened, again, true);
        }
        while (reopened.step() || again.fold()) {
            // what was sent becomes durable and is folded
        }
        assertThat(waiting(again, "dead")).isLessThanOrEqualTo(MESSAGES - 19_000L);
        again.close();
    }

    private static Intake.Pending offer(SteppedEngine engine, int number) {
        String text =
                "MSH|^~\\&|PAS|RX1|LIMS|RX1|20260329||ADT^A08|"
                        + number
                        + "|P|2.4\rPID|1||M"
                        + number % 997
                        + "\r";
        return engine.intake("pas.adt")
                .offer(
                        new Intake.Incoming(
                                new Body.Bytes(text.getBytes(StandardCharsets.ISO_8859_1)),
                                "10.0.0.1",
                                Optional.empty(),
                                Optional.empty()));
    }

    private static long waiting(SteppedEngine engine, String destination) {
        return engine.book().legs().stream()
                .filter(leg -> leg.destination().equals(destination))
                .mapToLong(Book.LegLine::waiting)
                .sum();
    }

    private final Map<Integer, Long> last = new java.util.HashMap<>();

    /** Folds and sends what can be folded and sent now. */
    private void run(SegmentJournal journal, SteppedEngine engine, boolean deadIsBack) {
        boolean more = true;
        while (more) {
            more = engine.fold();
            while (sendOnce(engine, deadIsBack) && (!deadIsBack || delivered < 20_000)) {
                more = true;
            }
            more |= journal.step();
            more &= !deadIsBack || delivered < 20_000;
        }
    }

    private boolean sendOnce(SteppedEngine engine, boolean deadIsBack) {
        boolean sent = false;
        for (Map.Entry<String, SteppedLanes> each : engine.lanes().entrySet()) {
            boolean answers = deadIsBack || each.getKey().equals("alive");
            sent |= send(each.getValue(), answers, each.getKey().equals("dead"));
        }
        return sent;
    }

    private boolean send(SteppedLanes lanes, boolean answers, boolean dead) {
        Deque<SteppedLanes.Attempt> attempts = new ArrayDeque<>(lanes.due(clock.nanoTime()));
        boolean any = !attempts.isEmpty() && answers;
        for (SteppedLanes.Attempt attempt : attempts) {
            if (dead && answers) {
                long before = last.getOrDefault(attempt.lane(), -1L);
                assertThat(attempt.position()).as("in order").isGreaterThan(before);
                last.put(attempt.lane(), attempt.position());
                delivered++;
            }
            deadTries += answers ? 0 : 1;
            Answer answer =
                    answers
                            ? new Answer.Accepted("AA", Duration.ofMillis(1))
                            : new Answer.Unreachable(AWAY);
            lanes.done(attempt.lane(), answer, clock.nanoTime());
        }
        return any;
    }
}

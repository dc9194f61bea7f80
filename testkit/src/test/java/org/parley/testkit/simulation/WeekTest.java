package org.parley.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.SteppedEngine;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.SteppedLanes;
import org.parley.engine.journal.SegmentJournal;
import org.parley.engine.receive.Intake;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * One destination is dead for seven days while the other runs on. Ten million messages, as many as
 * a large trust has in that time, where 20 GiB are free for them; {@code -Dweek.messages} for
 * another number.
 */
@Tag("slow")
final class WeekTest {
    private static final long ROOMY = 20L << 30;
    private static final int MESSAGES =
            Integer.getInteger(
                    "week.messages",
                    new File(System.getProperty("java.io.tmpdir")).getUsableSpace() > ROOMY
                            ? 10_000_000
                            : 300_000);
    private static final int AT_ONCE = 1_000;
    private static final int HOURS = 7 * 24;
    private static final Problem AWAY =
            new Problem("PAR-5101", Culprit.RECEIVER, "It is away.", "Wait.");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-03-26T08:00:00Z"));
    private SteppedTrust trust = new SteppedTrust(Path.of(""), clock);
    private long deadTries;
    private long delivered;

    @Test
    void aWeekOfSilenceCostsTheOthersNothingAndARestartServesWithinTenSeconds() throws Exception {
        trust = new SteppedTrust(folder, clock);
        SegmentJournal journal = trust.open();
        SteppedEngine engine = trust.start(journal);
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
            if (hour(i + AT_ONCE) > hour(i)) {
                clock.to(
                        clock.nanoTime() + Duration.ofHours(hour(i + AT_ONCE) - hour(i)).toNanos());
            }
        }
        assertThat(SteppedTrust.waiting(engine, "alive")).isZero();
        assertThat(SteppedTrust.waiting(engine, "dead")).isEqualTo(MESSAGES);
        // every lane knocks every 30 seconds or less, give or take a quarter
        assertThat(deadTries).isBetween((long) HOURS, 4L * 7 * 86_400);

        // killed: what was not yet in a checkpoint is folded again; the lock died with the process
        trust.forgetLock();
        long began = System.nanoTime();
        SteppedEngine afterAKill = trust.start(trust.open());
        assertThat(offer(afterAKill, MESSAGES).await()).isInstanceOf(Intake.Taken.Accepted.class);
        double killed = since(began);
        long stopped = System.nanoTime();
        afterAKill.close();
        double closing = since(stopped);

        began = System.nanoTime();
        SegmentJournal reopened = trust.open();
        SteppedEngine again = trust.start(reopened);
        Intake.Taken taken = offer(again, MESSAGES + 1).await();
        double seconds = since(began);
        System.out.printf(
                "restart with %,d queued: takes the first message %.2f s after a kill, %.2f s after a"
                        + " stop; stops in %.2f s; tries at the dead one: %,d%n",
                MESSAGES, killed, seconds, closing, deadTries);
        assertThat(taken).isInstanceOf(Intake.Taken.Accepted.class);
        assertThat(Math.max(killed, seconds)).isLessThan(10);
        assertThat(again.book().imbalances()).isEmpty();

        delivered = 0;
        clock.to(clock.nanoTime() + Duration.ofMinutes(1).toNanos());
        while (delivered < 20_000) {
            run(reopened, again, true);
        }
        while (reopened.step() || again.fold()) {
            // what was sent becomes durable and is folded
        }
        assertThat(SteppedTrust.waiting(again, "dead")).isLessThanOrEqualTo(MESSAGES - 19_000L);
        again.close();
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static Intake.Pending offer(SteppedEngine engine, int number) {
        return SteppedTrust.offer(engine, SteppedTrust.message(number, "20260329", number % 997));
    }

    /** How much of the week has gone by when so many came. */
    private static long hour(long messages) {
        return messages * HOURS / MESSAGES;
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

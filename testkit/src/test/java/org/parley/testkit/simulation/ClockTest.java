package org.parley.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.engine.SteppedEngine;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.SteppedLanes;
import org.parley.engine.journal.SegmentJournal;
import org.parley.engine.receive.Intake;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * Order, retention, waits and senders' times over the nights when clocks change, on the 29th of
 * February, in 2038, and with a clock that is an hour or a day wrong. Positions make the order,
 * never times.
 */
final class ClockTest {
    private static final Problem AWAY =
            new Problem("PAR-5101", Culprit.RECEIVER, "It is away.", "Wait.");
    private static final Duration KEEP = Duration.ofDays(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<String> arrived = new ArrayList<>();
    private SimulatedClock clock = new SimulatedClock(Instant.EPOCH);

    static Stream<Arguments> momentsAndJumps() {
        List<String> moments =
                List.of(
                        "2026-03-29T00:59:58Z",
                        "2026-10-25T00:59:58Z",
                        "2028-02-28T23:59:58Z",
                        "2028-02-29T23:59:58Z",
                        "2038-01-19T03:14:06Z");
        List<String> jumps = List.of("PT0S", "PT1H", "PT-1H", "P1D", "P-1D");
        return moments.stream()
                .flatMap(moment -> jumps.stream().map(jump -> Arguments.of(moment, jump)));
    }

    static Stream<Arguments> nightsAndJumps() {
        return momentsAndJumps().limit(10);
    }

    /**
     * Each second one message; after the second the wall clock is set, after the fourth a restart.
     */
    @ParameterizedTest
    @MethodSource("momentsAndJumps")
    void orderTimesAndBytesAreKept(String moment, String jump) throws Exception {
        clock = new SimulatedClock(Instant.parse(moment));
        SteppedTrust trust = new SteppedTrust(folder, clock);
        SegmentJournal journal = trust.open();
        SteppedEngine engine = trust.start(journal);
        List<String> sent = new ArrayList<>();
        Map<Long, Instant> times = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            // the offsets that a sender gives in summer, in winter, and none
            String offset = List.of("+0100", "+0000", "").get(i % 3);
            String text = SteppedTrust.message(i, "2026102501300" + i + offset, 7);
            sent.add(text);
            Instant now = clock.now();
            Intake.Taken taken = SteppedTrust.offer(engine, text).await();
            assertThat(taken).isInstanceOf(Intake.Taken.Accepted.class);
            times.put(((Intake.Taken.Accepted) taken).position(), now);
            clock.to(clock.nanoTime() + Duration.ofSeconds(1).toNanos());
            if (i == 1) {
                clock.jump(Duration.parse(jump));
            }
            if (i == 3) {
                engine.close();
                journal = trust.open();
                engine = trust.start(journal);
            }
        }
        drain(journal, engine, "alive", "dead");
        assertThat(arrived.stream().filter(one -> one.startsWith("alive")).map(this::message))
                .containsExactlyElementsOf(sent);
        assertThat(arrived.stream().filter(one -> one.startsWith("dead")).map(this::message))
                .containsExactlyElementsOf(sent);
        for (Map.Entry<Long, Instant> each : times.entrySet()) {
            assertThat(journal.entry(each.getKey()).orElseThrow().time())
                    .isEqualTo(each.getValue());
        }
        assertThat(engine.book().imbalances()).isEmpty();
        engine.close();
    }

    private String message(String arrival) {
        return arrival.substring(arrival.indexOf(' ') + 1);
    }

    /** What waits is tried again after the same time, whatever the wall clock does meanwhile. */
    @ParameterizedTest
    @MethodSource("momentsAndJumps")
    void aWallClockThatIsSetNeitherHoldsUpNorHurriesATry(String moment, String jump)
            throws Exception {
        clock = new SimulatedClock(Instant.parse(moment));
        SteppedTrust trust = new SteppedTrust(folder, clock);
        SegmentJournal journal = trust.open();
        SteppedEngine engine = trust.start(journal);
        Intake.Taken taken =
                SteppedTrust.offer(engine, SteppedTrust.message(1, "20260329", 1)).await();
        assertThat(taken).isInstanceOf(Intake.Taken.Accepted.class);
        while (engine.fold() || journal.step()) {
            // until all is known
        }
        SteppedLanes dead = Objects.requireNonNull(engine.lanes().get("dead"));
        List<SteppedLanes.Attempt> first = dead.due(clock.nanoTime());
        assertThat(first).hasSize(1);
        dead.done(first.getFirst().lane(), new Answer.Unreachable(AWAY), clock.nanoTime());
        clock.jump(Duration.parse(jump));
        assertThat(dead.due(clock.nanoTime())).as("not before its time").isEmpty();
        clock.to(clock.nanoTime() + Duration.ofSeconds(40).toNanos());
        assertThat(dead.due(clock.nanoTime())).as("and then it is tried").hasSize(1);
        engine.close();
    }

    /**
     * 36 days, a message every six hours, in segments of a few messages. Retention by a clock that
     * is wrong by so much is wrong by no more, and takes nothing that waits.
     */
    @ParameterizedTest
    @MethodSource("nightsAndJumps")
    void retentionIsWrongByNoMoreThanTheClockAndTakesNothingThatWaits(String moment, String jump)
            throws Exception {
        Duration off = Duration.parse(jump);
        Instant begin = Instant.parse(moment).minus(Duration.ofDays(15));
        clock = new SimulatedClock(begin);
        SteppedTrust trust = new SteppedTrust(folder, clock, 8 << 10);
        SegmentJournal journal = trust.open();
        SteppedEngine engine = trust.start(journal);
        for (int hour = 0; hour < 36 * 24; hour += 6) {
            Intake.Pending pending =
                    SteppedTrust.offer(engine, SteppedTrust.message(hour, "20260329", hour % 5));
            assertThat(pending.await()).isInstanceOf(Intake.Taken.Accepted.class);
            drain(journal, engine, "alive");
            clock.to(clock.nanoTime() + Duration.ofHours(6).toNanos());
        }
        Instant right = clock.now();
        clock.jump(off);
        engine.trim(clock.now().minus(KEEP));
        assertThat(journal.first()).as("all of it waits at the dead one").isZero();

        drain(journal, engine, "alive", "dead");
        assertThat(SteppedTrust.waiting(engine, "dead")).isZero();
        engine.close();
        journal = trust.open();
        engine = trust.start(journal);
        engine.trim(clock.now().minus(KEEP));
        Instant oldest = journal.entry(journal.first()).orElseThrow().time();
        Instant limit = right.plus(off).minus(KEEP);
        assertThat(oldest)
                .as("the oldest that is left, segments being removed whole")
                .isAfter(begin)
                .isBetween(limit.minus(Duration.ofDays(4)), limit);
        engine.close();
    }

    private void drain(SegmentJournal journal, SteppedEngine engine, String... up) {
        boolean more = true;
        while (more) {
            more = engine.fold();
            for (String name : up) {
                SteppedLanes lanes = Objects.requireNonNull(engine.lanes().get(name));
                for (SteppedLanes.Attempt attempt : lanes.due(clock.nanoTime())) {
                    arrived.add(
                            name
                                    + " "
                                    + new String(
                                            attempt.outgoing().bytes(),
                                            StandardCharsets.ISO_8859_1));
                    lanes.done(
                            attempt.lane(),
                            new Answer.Accepted("AA", Duration.ofMillis(1)),
                            clock.nanoTime());
                    more = true;
                }
            }
            more |= journal.step();
        }
    }
}

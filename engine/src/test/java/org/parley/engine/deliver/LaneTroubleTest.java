package org.parley.engine.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a lane waits for whom, and what it says meanwhile. */
final class LaneTroubleTest {
    private static final long ANN = 11;
    private static final long BEN = 12;
    private static final long MILLI = 1_000_000;

    private final LaneHarness harness = new LaneHarness(1);

    private boolean isTroubled() {
        return harness.outbox.trouble().isPresent();
    }

    private void passes(Duration time) {
        harness.now += time.toNanos();
    }

    /** Lets time go by until something is sent; how much, in milliseconds. */
    private long waitsFor(long message) {
        long from = harness.now;
        Long sent = harness.sends(0);
        while (sent == null) {
            harness.now += MILLI;
            assertThat(harness.now - from).isLessThan(Duration.ofHours(1).toNanos());
            sent = harness.sends(0);
        }
        assertThat(sent).isEqualTo(message);
        return (harness.now - from) / MILLI;
    }

    @Test
    void troubleIsToldFromTheFirstFailureToTheFirstAnswer() {
        harness.arrives(ANN);
        harness.arrives(BEN);
        assertThat(isTroubled()).isFalse();
        harness.sends(0);
        assertThat(isTroubled()).isFalse();
        harness.unreachable(0);
        assertThat(harness.outbox.trouble()).contains(LaneHarness.NO);
        passes(Duration.ofMinutes(1));
        harness.sends(0);
        assertThat(isTroubled()).as("it is tried, no more").isTrue();
        harness.accepted(0);
        assertThat(isTroubled()).isFalse();
        harness.sends(0);
        harness.unreachable(0);
        assertThat(isTroubled()).isTrue();
        passes(Duration.ofMinutes(1));
        harness.sends(0);
        harness.rejected(0);
        assertThat(isTroubled()).as("to say no is to answer").isFalse();
    }

    @Test
    void pausesGrowWhileNothingGetsThroughAndBeginAgainAfterAnAnswer() {
        long first = harness.arrives(ANN);
        harness.sends(0);
        for (long usual : new long[] {200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000}) {
            harness.unreachable(0);
            assertThat(waitsFor(first)).isBetween(usual * 3 / 4, usual * 5 / 4 + 1);
        }
        harness.accepted(0);
        long next = harness.arrives(ANN);
        assertThat(waitsFor(next)).isZero();
        harness.unreachable(0);
        assertThat(waitsFor(next)).isBetween(150L, 251L);
    }

    /** The receiver takes all but Ann's. */
    @Test
    void aMessageThatBreaksAWellReceiverRestsLongerEachTimeAndIsParkedAfterTenTries() {
        long poison = harness.arrives(ANN);
        List<Long> tries = new ArrayList<>();
        while (harness.parked.isEmpty()) {
            assertThat(harness.now).isLessThan(Duration.ofHours(3).toNanos());
            Long sent = harness.sends(0);
            if (sent == null) {
                harness.now += 10 * MILLI;
                harness.arrives(BEN);
            } else if (sent == poison) {
                tries.add(harness.now / MILLI);
                harness.unreachable(0);
            } else {
                harness.accepted(0);
            }
        }
        assertThat(harness.parked).containsExactly(poison);
        assertThat(tries).hasSize(10);
        long[] rests = {0, 0, 10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 600_000};
        for (int i = 0; i < rests.length; i++) {
            long rest = tries.get(i + 1) - tries.get(i);
            assertThat(rest)
                    .as("after try %s", i + 1)
                    .isBetween(rests[i] * 3 / 4, Math.max(600, rests[i] * 5 / 4 + 400));
        }
    }

    @Test
    void afterAnOutageWhatWasSetAsideIsTriedAtOnce() {
        long ann = harness.arrives(ANN);
        long ben = harness.arrives(BEN);
        Map<Long, Integer> failures = new HashMap<>();
        while (failures.getOrDefault(ann, 0) < 5 || failures.getOrDefault(ben, 0) < 5) {
            Long sent = harness.sends(0);
            if (sent == null) {
                harness.now += MILLI;
            } else {
                failures.merge(sent, 1, Integer::sum);
                harness.unreachable(0);
            }
        }
        Long back = harness.sends(0);
        while (back == null) {
            harness.now += MILLI;
            back = harness.sends(0);
        }
        harness.accepted(0);
        assertThat(harness.sends(0)).as("the other one, at once").isEqualTo(ann + ben - back);
        harness.accepted(0);
        assertThat(harness.parked).as("an outage parks nothing").isEmpty();
        assertThat(harness.delivered).containsExactlyInAnyOrder(ann, ben);
    }

    private static long keyOfLane(LaneHarness harness, int lane) {
        long key = 1;
        while (harness.outbox.laneOf(OrderLanes.of(key)) != lane) {
            key++;
        }
        return key;
    }

    @Test
    void nothingPassesAMessageThatCannotBeReadBeforeItIsDurablyParked() throws IOException {
        LaneHarness several = new LaneHarness(4);
        long key = keyOfLane(several, 2);
        long first = several.arrives(key);
        long second = several.arrives(key);
        several.restart(List.of()); // from here on the lane knows their ids only
        several.messages.remove(first); // as when the disk is gone
        several.diskIsSlow = true;
        assertThat(several.sends(2)).isNull();
        assertThat(several.parked).containsExactly(first);
        assertThat(several.sends(2)).as("a crash now would send them the wrong way round").isNull();
        List<Integer> woken = new ArrayList<>();
        for (int lane = 0; lane < 4; lane++) {
            int mine = lane;
            several.outbox.serve(lane, () -> woken.add(mine));
        }
        several.becomeDurable();
        assertThat(woken).as("the lane that waits, not the outcome's").containsExactly(2);
        assertThat(several.sends(2)).isEqualTo(second);
    }

    @Test
    void aMergeThatCannotBeReadHoldsBothItsLanesUntilItIsDurablyParked() throws IOException {
        LaneHarness several = new LaneHarness(2);
        long here = keyOfLane(several, 0);
        long there = keyOfLane(several, 1);
        long merge = several.arrives(here, there);
        long hereAfter = several.arrives(here);
        long thereAfter = several.arrives(there);
        several.restart(List.of());
        several.messages.remove(merge);
        several.diskIsSlow = true;
        assertThat(several.sends(0)).isNull();
        assertThat(several.sends(1)).isNull();
        assertThat(several.parked).as("by one of them").containsExactly(merge);
        several.becomeDurable();
        assertThat(several.sends(0)).isEqualTo(hereAfter);
        assertThat(several.sends(1)).isEqualTo(thereAfter);
    }
}

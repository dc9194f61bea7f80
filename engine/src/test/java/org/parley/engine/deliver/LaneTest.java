package org.parley.engine.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parley.engine.deliver.Outbox.WaitingDelivery;
import org.parley.engine.plan.Route.IfRejected;

final class LaneTest {
    private static final long ANN = 11;
    private static final long BEN = 22;
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void sendsInTheOrderOfTheJournal() {
        LaneHarness harness = new LaneHarness(1);
        harness.arrives(ANN);
        harness.arrives(BEN);
        harness.arrives(ANN);
        harness.drain(Duration.ZERO);
        assertThat(harness.delivered).containsExactly(0L, 1L, 2L);
        assertThat(harness.outbox.waiting("admissions")).isZero();
    }

    @Test
    void aRejectedMessageIsParkedAndTheNextOfTheSamePatientGoesOn() {
        LaneHarness harness = new LaneHarness(1);
        harness.arrives(ANN);
        harness.arrives(ANN);
        harness.sends(0);
        harness.rejected(0);
        harness.drain(Duration.ZERO);
        assertThat(harness.parked).containsExactly(0L);
        assertThat(harness.delivered).containsExactly(1L);
    }

    @Test
    void retryHoldsOnlyItsOwnPatientAndParksAfterTheLastTry() {
        LaneHarness harness = new LaneHarness(1);
        harness.ifRejected = new IfRejected.Retry(2);
        harness.arrives(ANN);
        harness.arrives(ANN);
        harness.arrives(BEN);
        assertThat(harness.sends(0)).isEqualTo(0);
        harness.rejected(0);
        assertThat(harness.sends(0)).as("Ann waits, Ben does not").isEqualTo(2);
        harness.accepted(0);
        assertThat(harness.sends(0)).isNull();
        for (int retry = 0; retry < 2; retry++) {
            harness.now += HOUR.toNanos();
            assertThat(harness.sends(0)).isEqualTo(0);
            harness.rejected(0);
        }
        assertThat(harness.parked).containsExactly(0L);
        assertThat(harness.sends(0)).isEqualTo(1);
    }

    @Test
    void stopHoldsTheKeyUntilAPersonDecides() {
        LaneHarness harness = new LaneHarness(1);
        harness.ifRejected = new IfRejected.Stop();
        long first = harness.arrives(ANN);
        harness.arrives(ANN);
        harness.arrives(BEN);
        harness.sends(0);
        harness.rejected(0);
        harness.drain(HOUR);
        assertThat(harness.parked).containsExactly(first);
        assertThat(harness.delivered).as("only Ben").containsExactly(2L);
        harness.outbox.oweAgain(first, 0, OrderLanes.of(ANN), new long[] {ANN}, true, 99);
        harness.drain(HOUR);
        assertThat(harness.delivered).containsExactly(2L, 0L, 1L);
    }

    @Test
    void givingUpAStoppedMessageLetsTheOthersOfItsKeyGo() {
        LaneHarness harness = new LaneHarness(1);
        harness.ifRejected = new IfRejected.Stop();
        long first = harness.arrives(ANN);
        harness.arrives(ANN);
        harness.sends(0);
        harness.rejected(0);
        harness.drain(HOUR);
        assertThat(harness.delivered).isEmpty();
        harness.outbox.giveUp(first, 0, OrderLanes.of(ANN));
        harness.drain(HOUR);
        assertThat(harness.delivered).containsExactly(1L);
    }

    @Test
    void anUnreachableReceiverIsTriedAgainWithTheSameMessageFirst() {
        LaneHarness harness = new LaneHarness(1);
        harness.arrives(ANN);
        harness.arrives(BEN);
        assertThat(harness.sends(0)).isEqualTo(0);
        harness.unreachable(0);
        assertThat(harness.sends(0)).as("the lane pauses").isNull();
        harness.now += HOUR.toNanos();
        assertThat(harness.sends(0)).isEqualTo(0);
        harness.accepted(0);
        harness.drain(Duration.ZERO);
        assertThat(harness.delivered).containsExactly(0L, 1L);
    }

    @Test
    void aMessageThatNeverGetsThroughIsSetAsideWhileOtherPatientsFlow() {
        LaneHarness harness = new LaneHarness(1);
        long poison = harness.arrives(ANN);
        long behind = harness.arrives(ANN);
        for (int i = 0; i < 100; i++) {
            harness.arrives(1000L + i);
        }
        for (int step = 0; step < 400; step++) {
            Long at = harness.sends(0);
            if (at == null) {
                harness.now += Duration.ofSeconds(1).toNanos();
            } else if (at == poison) {
                harness.unreachable(0);
            } else {
                harness.accepted(0);
            }
        }
        assertThat(harness.delivered).hasSize(100).doesNotContain(poison, behind);
        long tries = harness.log.stream().filter("send 0"::equals).count();
        assertThat(tries).as("tries of the poison message").isBetween(3L, 20L);
        harness.drain(HOUR);
        assertThat(harness.delivered.subList(100, 102)).containsExactly(poison, behind);
    }

    @Test
    void aLonelyMessageArrivesSoonAfterALongOutage() {
        LaneHarness harness = new LaneHarness(1);
        long first = harness.arrives(ANN);
        long second = harness.arrives(ANN);
        while (harness.now < HOUR.toNanos()) {
            if (harness.sends(0) != null) {
                harness.unreachable(0);
            } else {
                harness.now += Duration.ofSeconds(1).toNanos();
            }
        }
        harness.drain(Duration.ofSeconds(40));
        assertThat(harness.delivered).containsExactly(first, second);
    }

    @Test
    void afterAnOutageEverythingArrivesInOrder() {
        LaneHarness harness = new LaneHarness(2);
        List<Long> keys = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            long key = 1L + random.nextInt(40);
            keys.add(key);
            harness.arrives(key);
        }
        for (int step = 0; step < 200; step++) {
            for (int lane = 0; lane < 2; lane++) {
                if (harness.sends(lane) != null) {
                    harness.unreachable(lane);
                }
            }
            harness.now += Duration.ofSeconds(2).toNanos();
        }
        assertThat(harness.delivered).isEmpty();
        harness.drain(Duration.ofDays(1));
        assertThat(harness.delivered).hasSize(2_000);
        inOrderPerKey(harness.delivered, position -> new long[] {keys.get((int) (long) position)});
    }

    @Test
    void aMergeGoesAfterAllBeforeItAndBeforeAllAfterItForBothPatients() {
        long ann = keyOfLane(0, 4);
        long ben = keyOfLane(1, 4);
        LaneHarness harness = new LaneHarness(4);
        harness.arrives(ann);
        harness.arrives(ben);
        long merge = harness.arrives(ann, ben);
        harness.arrives(ben);
        harness.arrives(ann);
        int annLane = lane(ann, 4);
        int benLane = lane(ben, 4);
        assertThat(harness.sends(annLane)).isEqualTo(0);
        assertThat(harness.sends(benLane)).isEqualTo(1);
        harness.accepted(annLane);
        assertThat(harness.sends(annLane))
                .as("the merge waits for Ben's message in flight")
                .isNull();
        harness.accepted(benLane);
        assertThat(harness.sends(benLane)).as("Ben waits for the merge").isNull();
        assertThat(harness.sends(annLane)).isEqualTo(merge);
        assertThat(harness.sends(benLane)).as("still").isNull();
        harness.accepted(annLane);
        assertThat(harness.sends(benLane)).isEqualTo(3);
        assertThat(harness.sends(annLane)).isEqualTo(4);
    }

    @Test
    void aStoppedMessageSentAgainAfterARestartIsSentOnceThoughItIsFoundAgain() throws IOException {
        LaneHarness harness = new LaneHarness(1);
        harness.ifRejected = new IfRejected.Stop();
        harness.arrives(BEN);
        long stopped = harness.arrives(ANN);
        harness.sends(0);
        harness.accepted(0);
        harness.sends(0);
        harness.rejected(0);
        harness.restart(List.of(stopped));
        harness.arrives(ANN);
        harness.outbox.oweAgain(stopped, 0, OrderLanes.of(ANN), new long[] {ANN}, true, 9);
        assertThat(harness.sends(0)).isEqualTo(stopped);
        harness.lanes.getFirst().done(new Sender.Answer.Accepted("AA", Duration.ZERO), harness.now);
        harness.drain(HOUR);
        assertThat(harness.delivered).containsExactly(0L, stopped, 2L);
    }

    @Test
    void whateverFailsOrderPerKeyIsKeptAndNothingIsLost() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            randomRun(seed);
        }
    }

    /**
     * Random keys, barriers, failures, rejections and acts; then peace. Order is checked for first
     * sends that succeed.
     */
    private static void randomRun(int seed) throws IOException {
        Random random = new Random(seed);
        LaneHarness harness = new LaneHarness(1 + random.nextInt(5));
        harness.ifRejected =
                random.nextBoolean() ? new IfRejected.Retry(1_000_000) : new IfRejected.Stop();
        List<long[]> keys = new ArrayList<>();
        int arrivals = 50 + random.nextInt(600);
        while (keys.size() < arrivals || random.nextInt(50) > 0) {
            if (keys.size() < arrivals && random.nextInt(3) > 0) {
                int several = random.nextInt(10) == 0 ? 1 + random.nextInt(4) : 1;
                long[] chosen = random.longs(several, 1, 12).distinct().toArray();
                keys.add(chosen);
                harness.arrives(chosen);
            }
            int lane = random.nextInt(harness.lanes.size());
            if (harness.inFlight.containsKey(lane)) {
                int dice = random.nextInt(10);
                if (dice == 0) {
                    harness.unreachable(lane);
                } else if (dice == 1) {
                    harness.rejected(lane);
                } else {
                    harness.accepted(lane);
                }
            } else {
                harness.sends(lane);
            }
            harness.now += random.nextInt(500_000_000);
            if (random.nextInt(200) == 0) {
                harness.restart(harness.parked);
            }
            if (random.nextInt(20) == 0) {
                resendParked(harness, keys);
            }
        }
        for (int lane = 0; lane < harness.lanes.size(); lane++) {
            if (harness.inFlight.containsKey(lane)) {
                harness.accepted(lane);
            }
        }
        harness.drain(Duration.ofDays(2));
        resendParked(harness, keys);
        harness.drain(Duration.ofDays(2));
        assertThat(harness.delivered)
                .as("-Dseed=" + seed)
                .hasSize(arrivals)
                .doesNotHaveDuplicates();
        inOrderPerKey(harness.delivered, position -> keys.get((int) (long) position));
        assertThat(harness.outbox.waiting("admissions")).isZero();
        assertThat(harness.outbox.peek(-1, 1)).isEqualTo(List.<WaitingDelivery>of());
    }

    private static void resendParked(LaneHarness harness, List<long[]> keys) {
        for (long position : harness.parked) {
            long[] own = keys.get((int) position);
            harness.outbox.oweAgain(position, 0, OrderLanes.of(own[0]), own, true, 7);
        }
        harness.parked.clear();
    }

    private static void inOrderPerKey(
            List<Long> delivered, java.util.function.Function<Long, long[]> keysOf) {
        Map<Long, Long> last = new HashMap<>();
        for (long position : delivered) {
            for (long key : keysOf.apply(position)) {
                Long before = last.put(key, position);
                assertThat(before == null || before < position)
                        .as("message %s of key %s came after %s", position, key, before)
                        .isTrue();
            }
        }
    }

    private static int lane(long key, int connections) {
        return OrderLanes.at(OrderLanes.of(key), connections);
    }

    private static long keyOfLane(int lane, int connections) {
        long key = 1;
        while (lane(key, connections) != lane) {
            key++;
        }
        return key;
    }

    @Test
    void whatWasSentAgainAndSettledBeforeTheLanesStartIsNotSentOnceMore() {
        LaneHarness harness = new LaneHarness(1);
        long first = harness.arrives(ANN);
        int lane = OrderLanes.of(ANN);
        harness.outbox.park(first, 0, lane, false);
        harness.outbox.oweAgain(first, 0, lane, new long[] {ANN}, false, 99);
        harness.outbox.settle(first, 0, lane);
        harness.drain(HOUR);
        assertThat(harness.delivered).isEmpty();
    }

    @Test
    void aMergeThatOneLaneCannotReadHoldsUpNobodyInTheOthers() throws IOException {
        LaneHarness harness = new LaneHarness(2);
        long here = keyOfLane(harness, 0);
        long there = keyOfLane(harness, 1);
        long merge = harness.arrives(here, there);
        long after = harness.arrives(there);
        harness.restart(List.of());
        var message = harness.messages.remove(merge);
        assertThat(harness.sends(0)).isNull();
        harness.messages.put(merge, message);
        assertThat(harness.sends(1)).isEqualTo(after);
        assertThat(harness.parked).containsExactly(merge);
    }

    private static long keyOfLane(LaneHarness harness, int lane) {
        long key = 1;
        while (harness.outbox.laneOf(OrderLanes.of(key)) != lane) {
            key++;
        }
        return key;
    }
}

package org.parley.engine.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.engine.journal.Entry;

/**
 * Several connections to one destination: which lane is handed what, who is woken, and barriers
 * that several lanes must reach. Four lanes; a merge of a patient of lane 1 with one of lane 3.
 */
final class OutboxLanesTest {
    private static final int LANES = 4;
    private static final int CARRIER = 1;
    private static final int OTHER = 3;
    private static final long MERGE = 20;
    private static final long ID = Item.id(MERGE, 0);

    private final Outbox outbox = new Outbox("lims", LANES);
    private final long[] both = {keyOfLane(CARRIER), keyOfLane(OTHER)};
    private final int journalLane = OrderLanes.of(both[0]);
    private final List<Integer> woken = new ArrayList<>();

    @BeforeEach
    void serve() {
        for (int lane = 0; lane < LANES; lane++) {
            int mine = lane;
            outbox.serve(lane, () -> woken.add(mine));
        }
    }

    private static long keyOfLane(int lane) {
        long key = 1;
        while (OrderLanes.at(OrderLanes.of(key), LANES) != lane) {
            key++;
        }
        return key;
    }

    private Item merge() {
        Item item = new Item(ID);
        item.know(entry(), both);
        return item;
    }

    private Entry entry() {
        return new Entry(MERGE, journalLane, Instant.EPOCH, new byte[0], new byte[1]);
    }

    private void owe() {
        outbox.owe(MERGE, 0, entry(), both, Optional.empty());
    }

    private List<List<Nudge>> told() {
        List<List<Nudge>> all = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            List<Nudge> nudges = new ArrayList<>();
            outbox.nudges(lane, nudges::add);
            all.add(nudges);
        }
        return all;
    }

    private static List<List<Nudge>> only(Nudge nudge, Integer... lanes) {
        List<List<Nudge>> all = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            all.add(List.of(lanes).contains(lane) ? List.of(nudge) : List.of());
        }
        return all;
    }

    private static List<List<Nudge>> nobody() {
        return List.of(List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void theLanesConcernedAndNoOthersAreHandedAMergeAndWoken() {
        owe();
        assertThat(woken).containsExactly(CARRIER, OTHER);
        assertThat(outbox.lanesOf(merge())).isEqualTo(1 << CARRIER | 1 << OTHER);
        for (int lane = 0; lane < LANES; lane++) {
            ArrayDeque<Item> items = new ArrayDeque<>();
            boolean concerned = lane == CARRIER || lane == OTHER;
            assertThat(outbox.take(lane, items)).isEqualTo(concerned);
            assertThat(items).hasSize(concerned ? 1 : 0);
        }
    }

    @Test
    void theLastLaneToArriveSetsTheBarrierFreeForItsCarrierAlone() {
        owe();
        woken.clear();
        assertThat(outbox.arrive(merge(), OTHER)).isTrue();
        assertThat(outbox.arrive(merge(), OTHER)).as("the same lane again").isTrue();
        assertThat(told()).isEqualTo(nobody());
        assertThat(woken).isEmpty();
        assertThat(outbox.arrive(merge(), CARRIER)).isTrue();
        assertThat(told()).isEqualTo(only(new Nudge.Free(ID), CARRIER));
        assertThat(woken).containsExactly(CARRIER);
    }

    @Test
    void aBarrierThatIsDoneLetsTheOthersConcernedGoOnOnce() {
        owe();
        outbox.arrive(merge(), CARRIER);
        outbox.barrierDone(merge(), CARRIER);
        assertThat(told()).isEqualTo(only(new Nudge.Passed(ID), OTHER));
        outbox.barrierDone(merge(), CARRIER);
        assertThat(told()).isEqualTo(nobody());
    }

    @Test
    void nobodyWaitsForABarrierThatIsSettled() {
        owe();
        outbox.settle(MERGE, 0, journalLane);
        assertThat(outbox.arrive(merge(), OTHER)).isFalse();
        assertThat(told()).isEqualTo(nobody());
    }

    @Test
    void aBarrierThatIsParkedIsPassedByAllAndBeginsAnewWhenItIsSentAgain() {
        owe();
        outbox.arrive(merge(), OTHER);
        assertThat(outbox.park(MERGE, 0, journalLane, false)).isTrue();
        assertThat(told()).isEqualTo(only(new Nudge.Passed(ID), CARRIER, OTHER));
        outbox.oweAgain(MERGE, 0, journalLane, both, false, 99);
        assertThat(told()).isEqualTo(only(new Nudge.Resend(ID), CARRIER, OTHER));
        outbox.arrive(merge(), CARRIER);
        assertThat(told()).as("the other lane has to arrive once more").isEqualTo(nobody());
        outbox.arrive(merge(), OTHER);
        assertThat(told()).isEqualTo(only(new Nudge.Free(ID), CARRIER));
    }

    @Test
    void aBarrierThatHoldsItsKeysIsKeptByItsLanesAndSentAgainByItsCarrierAlone() {
        owe();
        outbox.arrive(merge(), CARRIER);
        outbox.arrive(merge(), OTHER);
        told();
        assertThat(outbox.park(MERGE, 0, journalLane, true)).isTrue();
        assertThat(told()).isEqualTo(nobody());
        outbox.oweAgain(MERGE, 0, journalLane, both, true, 99);
        assertThat(told()).isEqualTo(only(new Nudge.Resend(ID), CARRIER));
        outbox.barrierDone(merge(), CARRIER);
        assertThat(told()).isEqualTo(only(new Nudge.Passed(ID), OTHER));
    }

    @Test
    void aBarrierThatWasStoppedBeforeARestartIsKnownToItsLanes() {
        outbox.adoptBarrier(merge());
        outbox.adoptBarrier(merge());
        outbox.barrierDone(merge(), CARRIER);
        assertThat(told()).isEqualTo(only(new Nudge.Passed(ID), OTHER));
    }

    @Test
    void givingUpTellsTheCarrierAlone() {
        owe();
        outbox.park(MERGE, 0, journalLane, true);
        told();
        woken.clear();
        outbox.giveUp(MERGE, 0, journalLane);
        assertThat(outbox.nudged(CARRIER)).isTrue();
        assertThat(outbox.nudged(OTHER)).isFalse();
        assertThat(told()).isEqualTo(only(new Nudge.Release(ID), CARRIER));
        assertThat(woken).containsExactly(CARRIER);
    }

    @Test
    void aParkedMessageOfOnePatientIsToldToItsOwnLaneAlone() {
        long[] one = {both[0]};
        outbox.owe(MERGE, 0, entry(), one, Optional.empty());
        outbox.park(MERGE, 0, journalLane, false);
        assertThat(told()).isEqualTo(only(new Nudge.Passed(ID), CARRIER));
        outbox.wake(OTHER);
        assertThat(woken).endsWith(OTHER);
    }

    @Test
    void aMessageOfNobodyGoesByItsOwnLane() {
        outbox.owe(MERGE, 0, entry(), new long[] {}, Optional.empty());
        assertThat(woken).containsExactly(CARRIER);
        assertThat(outbox.take(CARRIER, new ArrayDeque<>())).isTrue();
    }

    @Test
    void whatIsToldWhileALaneListensIsHeardInTheSameBreath() {
        owe();
        outbox.giveUp(MERGE, 0, journalLane);
        List<Nudge> heard = new ArrayList<>();
        outbox.nudges(
                CARRIER,
                nudge -> {
                    heard.add(nudge);
                    if (heard.size() == 1) {
                        outbox.park(MERGE, 0, journalLane, false);
                    }
                });
        assertThat(heard).containsExactly(new Nudge.Release(ID), new Nudge.Passed(ID));
        assertThat(outbox.nudged(CARRIER)).isFalse();
    }
}

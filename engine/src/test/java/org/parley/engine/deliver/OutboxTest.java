package org.parley.engine.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.parley.engine.deliver.Outbox.WaitingDelivery;
import org.parley.engine.journal.Entry;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** What is owed, to the last id: the ledger's side and what lanes are handed for it. */
final class OutboxTest {
    private static final Message READ =
            ((Reading.Good)
                            Message.read(
                                    "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.5\r"
                                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                    .message();

    private final Outbox outbox = new Outbox("lims", 1);

    private static Entry entry(long position, int lane, int bytes) {
        return new Entry(position, lane, Instant.EPOCH, new byte[0], new byte[bytes]);
    }

    private boolean owe(long position) {
        return owe(position, 10);
    }

    private boolean owe(long position, int bytes) {
        return outbox.owe(position, 0, entry(position, 0, bytes), new long[] {}, Optional.of(READ));
    }

    private static List<Item> takeAll(Outbox from, int lane) {
        List<Item> all = new ArrayList<>();
        ArrayDeque<Item> some = new ArrayDeque<>();
        while (from.take(lane, some)) {
            assertThat(some.size()).as("handed over at once").isLessThanOrEqualTo(32);
            all.addAll(some);
            some.clear();
        }
        return all;
    }

    private static List<Long> positions(List<Item> items) {
        return items.stream().map(Item::position).toList();
    }

    private List<Long> takeAll() {
        return positions(takeAll(outbox, 0));
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    private static List<Nudge> nudges(Outbox of, int lane) {
        List<Nudge> told = new ArrayList<>();
        of.nudges(lane, told::add);
        assertThat(of.nudged(lane)).isFalse();
        return told;
    }

    @Test
    void aRouteKeepsTheNumberOfItsLegAndNoMoreFitThanIdsCanName() {
        for (int route = 0; route < 64; route++) {
            assertThat(outbox.hasRoom("route " + route)).isTrue();
            assertThat(outbox.leg("route " + route)).isEqualTo(route);
        }
        assertThat(outbox.leg("route 0")).isZero();
        assertThat(outbox.leg("route 63")).isEqualTo(63);
        assertThat(outbox.route(63)).isEqualTo("route 63");
        assertThat(outbox.hasRoom("route 63")).isTrue();
        assertThat(outbox.hasRoom("one more")).isFalse();
        assertThatThrownBy(() -> outbox.leg("one more")).hasMessageContaining("lims");
    }

    @Test
    void whatIsOwedTwiceIsHandedOverOnce() {
        assertThat(owe(0)).isTrue();
        assertThat(owe(0)).isFalse();
        assertThat(takeAll()).containsExactly(0L);
        assertThat(outbox.take(0, new ArrayDeque<>())).isFalse();
    }

    @Test
    void everyDeliveryIsHandedOverOnceAndInOrderAroundTheEdgesOfTheWindow() {
        for (int count : new int[] {1, 31, 32, 33, 255, 256, 257, 511, 512, 513, 1025}) {
            Outbox fresh = new Outbox("lims", 1);
            fresh.take(0, new ArrayDeque<>()); // nothing waits from before a restart
            for (long at = 0; at < count; at++) {
                fresh.owe(at, 0, entry(at, 0, 1), new long[] {}, Optional.empty());
            }
            assertThat(positions(takeAll(fresh, 0))).as(count + " owed").isEqualTo(upTo(count));
            fresh.owe(count, 0, entry(count, 0, 1), new long[] {}, Optional.empty());
            assertThat(positions(takeAll(fresh, 0))).containsExactly((long) count);
        }
    }

    @Test
    void whatComesWhileALaneIsFarBehindIsNotSentBeforeItsTurn() {
        takeAll();
        for (long at = 0; at < 300; at++) {
            owe(at);
        }
        ArrayDeque<Item> first = new ArrayDeque<>();
        outbox.take(0, first);
        owe(300);
        List<Long> all = new ArrayList<>(positions(List.copyOf(first)));
        all.addAll(takeAll());
        assertThat(all).isEqualTo(upTo(301));
    }

    @Test
    void youngMessagesRideAlongUpToTheirLimitAndAgainWhenTheLaneHasTakenThem() {
        takeAll();
        int half = Outbox.YOUNG_BYTES / 2;
        owe(0, half);
        owe(1, half);
        owe(2, 1);
        List<Item> items = takeAll(outbox, 0);
        assertThat(items.get(0).entry).isNotNull();
        assertThat(items.get(0).read).isSameAs(READ);
        assertThat(items.get(1).entry).as("to the last byte").isNotNull();
        assertThat(items.get(2).entry).as("one byte too many").isNull();
        assertThat(items.get(2).read).isNull();
        assertThat(items.get(2).known).as("its keys are known all the same").isTrue();
        owe(3, half);
        owe(4, half);
        assertThat(takeAll(outbox, 0)).allSatisfy(item -> assertThat(item.entry).isNotNull());
    }

    @Test
    void whatIsSettledIsNeitherCountedNorNeededNorFoundInTheBacklog() {
        for (long at = 0; at < 600; at++) {
            owe(at);
        }
        assertThat(outbox.waiting("never heard of")).isZero();
        outbox.leg("admissions");
        assertThat(outbox.waiting("admissions")).isEqualTo(600);
        assertThat(outbox.settle(0, 0, 0)).isTrue();
        assertThat(outbox.settle(0, 0, 0)).as("twice").isFalse();
        assertThat(outbox.settle(599, 0, 0)).isTrue();
        assertThat(outbox.waiting("admissions")).isEqualTo(598);
        assertThat(outbox.oldest()).contains(1L);
        assertThat(outbox.oldestNeeded()).isEqualTo(1);
        assertThat(outbox.owes(Item.id(0, 0))).isFalse();
        assertThat(outbox.owes(Item.id(1, 0))).isTrue();
        assertThat(takeAll()).doesNotContain(599L).contains(598L);
    }

    @Test
    void anActIsNeededUntilItsDeliveryIsSettledAndIsKeptWithTheCheckpoint() throws IOException {
        outbox.leg("admissions");
        outbox.leg("results");
        owe(50);
        owe(51);
        outbox.park(50, 0, 0, false);
        assertThat(outbox.oldestNeeded()).isEqualTo(51);
        outbox.oweAgain(50, 0, 0, new long[] {}, false, 7);
        assertThat(outbox.act(Item.id(50, 0))).contains(7L);
        assertThat(outbox.act(Item.id(51, 0))).isEmpty();
        assertThat(outbox.oldest()).contains(50L);
        assertThat(outbox.oldestNeeded()).as("what the person wrote").isEqualTo(7);

        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        outbox.write(new DataOutputStream(saved));
        Outbox again = new Outbox("lims", 1);
        again.read(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        assertThat(again.act(Item.id(50, 0))).contains(7L);
        assertThat(again.oldestNeeded()).isEqualTo(7);
        assertThat(again.route(1)).isEqualTo("results");
        assertThat(again.waiting("admissions")).isEqualTo(2);
        assertThat(positions(takeAll(again, 0))).containsExactly(50L, 51L);
        assertThat(again.settle(50, 0, 0)).isTrue();
        assertThat(again.act(Item.id(50, 0))).isEmpty();
        assertThat(again.oldestNeeded()).isEqualTo(51);
    }

    @Test
    void whatWaitsIsShownInOrderAndFromWhereverOneLikes() {
        assertThat(outbox.oldest()).isEmpty();
        assertThat(outbox.oldestNeeded()).isEqualTo(Long.MAX_VALUE);
        outbox.leg("admissions");
        outbox.leg("results");
        owe(5);
        outbox.owe(5, 1, entry(5, 0, 1), new long[] {}, Optional.empty());
        owe(9);
        List<WaitingDelivery> all = outbox.peek(-1, 10);
        assertThat(all).extracting(WaitingDelivery::position).containsExactly(5L, 5L, 9L);
        assertThat(all).extracting(WaitingDelivery::leg).containsExactly(0, 1, 0);
        assertThat(outbox.peek(all.get(1).id(), 10)).containsExactly(all.get(2));
        assertThat(outbox.peek(-1, 1)).containsExactly(all.get(0));
    }

    @Test
    void aDestinationThatIsNoMoreCountsWhatWaitsAndTellsNobody() {
        Outbox gone = new Outbox("gone", 0);
        gone.leg("admissions");
        assertThat(gone.owe(3, 0, entry(3, 5, 1), new long[] {1, 2}, Optional.empty())).isTrue();
        assertThat(gone.waiting("admissions")).isEqualTo(1);
        gone.giveUp(3, 0, 5);
        assertThat(gone.park(3, 0, 5, false)).isTrue();
        gone.oweAgain(3, 0, 5, new long[] {1, 2}, true, 9);
        assertThat(gone.waiting("admissions")).isEqualTo(1);
        assertThat(gone.trouble()).isEmpty();
    }

    @Test
    void theFirstTroubleOfAnyLaneIsTheDestinations() {
        Outbox two = new Outbox("lims", 2);
        assertThat(two.trouble()).isEmpty();
        two.trouble(1, Optional.of(LaneHarness.NO));
        assertThat(two.trouble()).contains(LaneHarness.NO);
        two.trouble(1, Optional.empty());
        assertThat(two.trouble()).isEmpty();
    }

    @Test
    void parkingWhatIsNotOwedTellsNobodyAndHoldingTellsNobodyYet() {
        assertThat(outbox.park(1, 0, 0, false)).isFalse();
        assertThat(outbox.nudged(0)).isFalse();
        owe(1);
        assertThat(outbox.park(1, 0, 0, true)).isTrue();
        assertThat(outbox.nudged(0)).isFalse();
        assertThat(nudges(outbox, 0)).isEmpty();
        outbox.giveUp(1, 0, 0);
        assertThat(nudges(outbox, 0)).containsExactly(new Nudge.Release(Item.id(1, 0)));
        owe(2);
        assertThat(outbox.park(2, 0, 0, false)).isTrue();
        assertThat(nudges(outbox, 0)).containsExactly(new Nudge.Passed(Item.id(2, 0)));
    }

    @Test
    void aMessageThatCannotBeReadIsParkedByOneLaneAndAgainOnceItWasSentAgain() {
        long id = Item.id(4, 0);
        assertThat(outbox.lose(id)).as("not owed").isFalse();
        owe(4);
        assertThat(outbox.lose(id)).isTrue();
        assertThat(outbox.lose(id)).as("the second lane").isFalse();
        outbox.park(4, 0, 0, false);
        outbox.oweAgain(4, 0, 0, new long[] {}, false, 9);
        assertThat(outbox.lose(id)).as("lost once more").isTrue();
    }

    @Test
    void whatIsSentAgainOutOfALongBacklogIsHandedOverByTheNudgeAlone() {
        takeAll();
        for (long at = 0; at < 600; at++) {
            owe(at);
        }
        outbox.park(590, 0, 0, false);
        outbox.park(3, 0, 0, false);
        nudges(outbox, 0);
        outbox.oweAgain(590, 0, 0, new long[] {}, false, 1_000);
        outbox.oweAgain(3, 0, 0, new long[] {}, false, 1_001);
        assertThat(nudges(outbox, 0))
                .containsExactly(
                        new Nudge.Resend(Item.id(590, 0)), new Nudge.Resend(Item.id(3, 0)));
        assertThat(takeAll()).doesNotContain(590L).contains(589L, 591L).doesNotHaveDuplicates();
    }

    @Test
    void whatWasSentAgainAndSettledIsToldToNobodyAndFoundWhenItIsOwedAnew() {
        takeAll();
        for (long at = 0; at < 600; at++) {
            owe(at);
        }
        outbox.park(590, 0, 0, false);
        nudges(outbox, 0);
        outbox.oweAgain(590, 0, 0, new long[] {}, false, 1_000);
        outbox.settle(590, 0, 0);
        assertThat(nudges(outbox, 0)).isEmpty();
        assertThat(takeAll()).doesNotContain(590L).contains(591L);
    }
}

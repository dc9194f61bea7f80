package org.parley.engine.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who stands behind whom, and who is due when. */
final class KeyQueuesTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final long ELSEWHERE = 3;

    private final KeyQueues queues = new KeyQueues(key -> key != ELSEWHERE);
    private final List<Item> movedUp = new ArrayList<>();

    private static Item item(long id, long... keys) {
        Item item = new Item(id);
        item.keys = keys;
        return item;
    }

    private void remove(Item item) {
        movedUp.clear();
        queues.remove(item, movedUp::add);
    }

    @Test
    void theNextOfAPatientMovesUpWhenTheFirstLeaves() {
        Item first = item(1, ANN);
        Item second = item(2, ANN);
        Item third = item(3, ANN);
        assertThat(queues.clear(first)).isTrue();
        queues.add(first);
        assertThat(queues.clear(second)).isFalse();
        assertThat(queues.clear(item(9, BOB))).isTrue();
        queues.add(second);
        queues.add(third);
        assertThat(queues.first(first)).isTrue();
        assertThat(queues.first(second)).isFalse();
        remove(first);
        assertThat(movedUp).containsExactly(second);
        remove(second);
        assertThat(movedUp).containsExactly(third);
        remove(third);
        assertThat(movedUp).isEmpty();
        assertThat(queues.clear(item(9, ANN))).isTrue();
    }

    @Test
    void whoeverNamesTwoPatientsIsFirstOnlyWhenFirstForBoth() {
        Item ann = item(1, ANN);
        Item bob = item(2, BOB);
        Item merge = item(3, ANN, BOB, ELSEWHERE);
        queues.add(ann);
        queues.add(bob);
        queues.add(merge);
        Item after = item(4, BOB);
        queues.add(after);
        remove(ann);
        assertThat(movedUp).as("it still stands behind Bob's").isEmpty();
        remove(bob);
        assertThat(movedUp).containsExactly(merge);
        assertThat(queues.first(after)).isFalse();
        remove(merge);
        assertThat(movedUp).containsExactly(after);
    }

    @Test
    void thoseInLineAreCountedEachOnce() {
        Item twice = item(1, ANN, ANN);
        Item second = item(2, ANN, BOB);
        queues.add(twice);
        assertThat(queues.blocked()).isEqualTo(1);
        queues.add(second);
        assertThat(queues.blocked()).isEqualTo(2);
        remove(twice);
        assertThat(queues.blocked()).isEqualTo(1);
        remove(twice);
        assertThat(queues.blocked()).as("it had left already").isEqualTo(1);
        remove(second);
        assertThat(queues.blocked()).isZero();
    }

    @Test
    void whatHoldsAPatientStandsBeforeThoseThatWait() {
        Item waits = item(2, ANN);
        Item parked = item(1, ANN);
        queues.add(waits);
        queues.holdFirst(parked);
        queues.holdFirst(parked);
        assertThat(queues.blocked()).isEqualTo(2);
        assertThat(queues.first(waits)).isFalse();
        remove(parked);
        assertThat(movedUp).containsExactly(waits);
    }

    @Test
    void whatIsDueLongestIsTakenFirstAndOfTheSameTimeTheOldest() {
        Item late = item(1, ANN);
        Item early = item(4, BOB);
        Item same = item(3, BOB);
        queues.due(late, 20);
        queues.due(early, 10);
        queues.due(same, 10);
        assertThat(queues.nextDue()).isEqualTo(10);
        assertThat(queues.takeDue(9)).isNull();
        assertThat(queues.takeDue(10)).isSameAs(same);
        assertThat(queues.takeDue(100)).isSameAs(early);
        assertThat(queues.takeDue(19)).isNull();
        assertThat(queues.takeDue(20)).isSameAs(late);
        assertThat(queues.takeDue(100)).isNull();
        assertThat(queues.nextDue()).isEqualTo(Lane.NEVER);
    }

    @Test
    void ofThoseThatPassTheOneDueFirstIsTakenBeforeItsTime() {
        List<Item> items = LongStream.of(5, 2, 4, 1, 3).mapToObj(id -> item(id, id)).toList();
        items.forEach(one -> queues.due(one, 100 + one.id % 2));
        assertThat(queues.take(one -> one.id > 9)).isNull();
        assertThat(queues.take(one -> true)).as("due at 100, the oldest").isSameAs(items.get(1));
        assertThat(queues.take(one -> one.id % 2 == 1)).isSameAs(items.get(3));
        assertThat(queues.take(one -> true)).as("taken ones are gone").isSameAs(items.get(2));
        assertThat(queues.take(one -> true)).isSameAs(items.get(4));
        assertThat(queues.take(one -> true)).isSameAs(items.get(0));
        assertThat(queues.take(one -> true)).isNull();
    }

    @Test
    void suspectsAreTriedAtOnceWhenTheReceiverIsBackAndOthersAtTheirTime() {
        Item suspect = item(1, ANN);
        suspect.suspect = true;
        Item other = item(2, BOB);
        Item dueAlready = item(3, ELSEWHERE);
        dueAlready.suspect = true;
        queues.hasten(5);
        queues.due(suspect, 1_000);
        queues.due(other, 900);
        queues.due(dueAlready, 3);
        queues.hasten(50);
        assertThat(queues.nextDue()).isEqualTo(3);
        assertThat(queues.takeDue(50)).isSameAs(dueAlready);
        assertThat(queues.takeDue(50)).isSameAs(suspect);
        assertThat(queues.takeDue(50)).isNull();
        assertThat(queues.takeDue(900)).isSameAs(other);
    }
}

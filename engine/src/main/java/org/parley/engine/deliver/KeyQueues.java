package org.parley.engine.deliver;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in line behind whom in one lane: a line for each order key that something holds up. A
 * delivery with several keys stands in several lines and moves when it is first in all of them.
 * Most keys have no line, because nothing of theirs waits.
 */
final class KeyQueues {
    private static final Comparator<Item> BY_TIME_THEN_ORDER =
            Comparator.<Item>comparingLong(item -> item.notBefore)
                    .thenComparingLong(item -> item.id);

    private final LongPredicate here;
    private final Map<Long, ArrayDeque<Item>> lines = new HashMap<>();
    private final PriorityQueue<Item> due = new PriorityQueue<>(BY_TIME_THEN_ORDER);
    private int blocked;

    /**
     * @param here whether a key belongs to this lane
     */
    KeyQueues(LongPredicate here) {
        this.here = here;
    }

    /** How many stand in line. */
    int blocked() {
        return blocked;
    }

    /** Nobody stands in line for any of its keys. */
    boolean clear(Item item) {
        if (lines.isEmpty()) {
            return true;
        }
        for (long key : item.keys) {
            if (here.test(key) && lines.containsKey(key)) {
                return false;
            }
        }
        return true;
    }

    /** Joins the end of the line of each of its keys. */
    void add(Item item) {
        join(item, false);
    }

    /** Stands first for each of its keys, if it does not stand in line already. */
    void holdFirst(Item item) {
        if (!item.queued) {
            join(item, true);
        }
    }

    private void join(Item item, boolean first) {
        item.queued = true;
        blocked++;
        for (long key : item.keys) {
            if (here.test(key)) {
                ArrayDeque<Item> line = lines.computeIfAbsent(key, k -> new ArrayDeque<>(2));
                if (line.peekLast() == item || line.peekFirst() == item) {
                    continue; // the same key twice in one message
                }
                if (first) {
                    line.addFirst(item);
                } else {
                    line.addLast(item);
                }
            }
        }
    }

    /** Is it first in line for all its keys? */
    boolean first(Item item) {
        for (long key : item.keys) {
            if (here.test(key)) {
                ArrayDeque<Item> line = lines.get(key);
                if (line != null && line.peekFirst() != item) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Leaves all its lines; each one that is now first everywhere is handed over. */
    void remove(Item item, Consumer<Item> movesUp) {
        due.remove(item);
        if (!item.queued) {
            return;
        }
        item.queued = false;
        blocked--;
        for (long key : item.keys) {
            if (!here.test(key)) {
                continue;
            }
            ArrayDeque<Item> line = lines.get(key);
            if (line == null) {
                continue;
            }
            line.remove(item);
            Item next = line.peekFirst();
            if (next == null) {
                lines.remove(key);
            } else if (first(next)) {
                movesUp.accept(next);
            }
        }
    }

    /** May be sent from this time on. */
    void due(Item item, long notBefore) {
        due.remove(item);
        item.notBefore = notBefore;
        due.add(item);
    }

    /** The one that is due longest, if any is; it stays in line. */
    @Nullable Item takeDue(long now) {
        Item head = due.peek();
        return head != null && head.notBefore <= now ? due.poll() : null;
    }

    /** The first of those that pass, though its time has not come; it stays in line. */
    @Nullable Item take(Predicate<Item> which) {
        Item first = null;
        for (Item item : due) {
            if (which.test(item)
                    && (first == null || BY_TIME_THEN_ORDER.compare(item, first) < 0)) {
                first = item;
            }
        }
        if (first != null) {
            due.remove(first);
        }
        return first;
    }

    long nextDue() {
        Item head = due.peek();
        return head == null ? Lane.NEVER : head.notBefore;
    }

    /** Every suspect may try now; the others wait for their time. */
    void hasten(long now) {
        if (due.isEmpty()) {
            return;
        }
        Item[] all = due.toArray(new Item[0]);
        due.clear();
        for (Item item : all) {
            if (item.suspect) {
                item.notBefore = Math.min(item.notBefore, now);
            }
            due.add(item);
        }
    }
}

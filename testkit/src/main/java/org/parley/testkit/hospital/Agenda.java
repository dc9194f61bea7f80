package org.parley.testkit.hospital;

import java.util.PriorityQueue;

/**
 * What the hospital will do, by simulated time; what is due at one second is done as it was put.
 */
final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(4096);
    private long now;
    private long order;

    Agenda(long start) {
        this.now = start;
    }

    /** Simulated time, epoch second. */
    long now() {
        return now;
    }

    /** When the next thing is due, epoch second. */
    long nextDue() {
        Entry first = entries.peek();
        return first == null ? Long.MAX_VALUE : first.due;
    }

    /** Puts something on the agenda; what lies in the past is done at once. */
    void at(long due, Runnable step) {
        entries.add(new Entry(Math.max(due, now), order++, step));
    }

    /** Puts something on the agenda so many seconds from now. */
    void in(long seconds, Runnable step) {
        at(now + seconds, step);
    }

    /** Moves to the next thing and does it. */
    void step() {
        Entry first = entries.remove();
        now = first.due;
        first.step.run();
    }

    private record Entry(long due, long order, Runnable step) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byDue = Long.compare(due, other.due);
            return byDue != 0 ? byDue : Long.compare(order, other.order);
        }
    }
}

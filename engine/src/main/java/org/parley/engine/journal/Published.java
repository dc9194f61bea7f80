package org.parley.engine.journal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.parley.engine.clock.Clock;

/** What the committer shows to readers, and those who wait for more of it. */
final class Published {
    final Tail tail;
    private final Clock clock;

    /** One past the last durable position. */
    volatile long end;

    private volatile boolean closed;
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    Published(Tail tail, Clock clock, long end) {
        this.clock = clock;
        this.tail = tail;
        this.end = end;
    }

    /** Waits until there is an entry at a position; false when time ran out or interrupted. */
    boolean await(long position, long nanos) {
        Thread me = Thread.currentThread();
        waiting.add(me);
        try {
            long start = clock.nanoTime();
            long left = nanos;
            while (end <= position && left > 0 && !closed && !me.isInterrupted()) {
                // returns early at times, for a wake-up that came too late for an earlier wait
                LockSupport.parkNanos(this, left);
                left = nanos - (clock.nanoTime() - start);
            }
            return end > position;
        } finally {
            waiting.remove(me);
        }
    }

    /** Ends all waits; nothing more will come. */
    void close() {
        closed = true;
        wakeCursors();
    }

    void wakeCursors() {
        if (!waiting.isEmpty()) {
            waiting.forEach(LockSupport::unpark);
        }
    }
}

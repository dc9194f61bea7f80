package org.parley.engine.trial;

import java.time.Instant;
import org.parley.engine.clock.Clock;

/** A clock that stands still until somebody moves it. Owned by one thread. */
final class SimulatedTime implements Clock {
    /** When every trial begins: a Monday, for no reason but that it be always the same. */
    static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

    private long nanos;

    /** Moves to a time, in nanoseconds since the beginning; never back. */
    void to(long later) {
        if (later < nanos) {
            throw new IllegalArgumentException("time does not go back");
        }
        nanos = later;
    }

    @Override
    public Instant now() {
        return BEGIN.plusNanos(nanos);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }
}

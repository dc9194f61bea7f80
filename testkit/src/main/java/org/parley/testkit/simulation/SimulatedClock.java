package org.parley.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import org.parley.engine.clock.Clock;

/** A clock that stands still until somebody moves it; its wall clock may also jump. One thread. */
final class SimulatedClock implements Clock {
    private final Instant begin;
    private Duration jumped = Duration.ZERO;
    private long nanos;

    SimulatedClock(Instant begin) {
        this.begin = begin;
    }

    /** Moves on; never back. */
    void to(long later) {
        if (later < nanos) {
            throw new IllegalArgumentException("time does not go back");
        }
        nanos = later;
    }

    /** Somebody sets the wall clock. */
    void jump(Duration by) {
        jumped = jumped.plus(by);
    }

    @Override
    public Instant now() {
        return begin.plusNanos(nanos).plus(jumped);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }
}

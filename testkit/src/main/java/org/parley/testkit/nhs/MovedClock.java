package org.parley.testkit.nhs;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.parley.engine.clock.Clock;

/** The machine's clock, and whatever a test has added to it: days pass in no time. */
public final class MovedClock implements Clock {
    private final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

    /** Lets time pass. */
    public void pass(Duration time) {
        moved.updateAndGet(so -> so.plus(time));
    }

    @Override
    public Instant now() {
        return Instant.now().plus(moved.get());
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + moved.get().toNanos();
    }
}

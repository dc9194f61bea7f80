package org.parley.engine.journal;

import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.parley.engine.clock.Clock;

/**
 * Keeps background work to a quarter of one core: after each piece of work it rests. One thread.
 */
final class Pace {
    /** How many times as long as the work the rest is. */
    private static final long REST = 3;

    /** Longest rest, nanoseconds; a machine that slept was not working. */
    private static final long LONGEST_NANOS = 1_000_000_000;

    private final Clock clock;
    private final BooleanSupplier stop;
    private final long longest;
    private long workedSince;

    /** One that never rests and never gives up. */
    static Pace none() {
        return new Pace(Clock.system(), () -> false, 0);
    }

    /**
     * @param stop whether the journal is closing
     */
    Pace(Clock clock, BooleanSupplier stop) {
        this(clock, stop, LONGEST_NANOS);
    }

    private Pace(Clock clock, BooleanSupplier stop, long longest) {
        this.longest = longest;
        this.clock = clock;
        this.stop = stop;
        this.workedSince = clock.nanoTime();
    }

    /** Rests, or gives up when the journal is closing. */
    void rest() throws InterruptedIOException {
        if (stop.getAsBoolean()) {
            throw new InterruptedIOException("the journal is closing");
        }
        long rest = Math.min(longest, (clock.nanoTime() - workedSince) * REST);
        if (rest > 0) {
            LockSupport.parkNanos(this, rest);
        }
        workedSince = clock.nanoTime();
    }
}

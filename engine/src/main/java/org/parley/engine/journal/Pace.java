package org.parley.engine.journal;

import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.parley.engine.clock.Clock;

/**
 * Keeps background work to a quarter of one core while the log is quiet, and to a few hundredths
 * while it is busy: after each piece of work it rests. One thread.
 */
final class Pace {
    /** How many times as long as the work the rest is. */
    private static final long REST = 3;

    /** The same while the committer works more than half of the time. */
    private static final long REST_WHEN_BUSY = 31;

    /** Longest rest, nanoseconds; a machine that slept was not working. */
    private static final long LONGEST_NANOS = 1_000_000_000;

    private final Clock clock;
    private final LongSupplier busyNanos;
    private final BooleanSupplier stop;
    private final long longest;
    private long workedSince;
    private long looked;
    private long busyThen;

    /** One that never rests and never gives up. */
    static Pace none() {
        return new Pace(Clock.system(), () -> 0, () -> false, 0);
    }

    /**
     * @param busyNanos how long the committer has worked so far
     * @param stop whether the journal is closing
     */
    Pace(Clock clock, LongSupplier busyNanos, BooleanSupplier stop) {
        this(clock, busyNanos, stop, LONGEST_NANOS);
    }

    private Pace(Clock clock, LongSupplier busyNanos, BooleanSupplier stop, long longest) {
        this.longest = longest;
        this.clock = clock;
        this.busyNanos = busyNanos;
        this.stop = stop;
        this.workedSince = clock.nanoTime();
        this.looked = workedSince;
    }

    /** Rests, or gives up when the journal is closing. */
    void rest() throws InterruptedIOException {
        if (stop.getAsBoolean()) {
            throw new InterruptedIOException("the journal is closing");
        }
        long now = clock.nanoTime();
        long times = isBusy(now) ? REST_WHEN_BUSY : REST;
        long rest = Math.min(longest, (now - workedSince) * times);
        if (rest > 0) {
            LockSupport.parkNanos(this, rest);
        }
        workedSince = clock.nanoTime();
    }

    private boolean isBusy(long now) {
        long busy = busyNanos.getAsLong();
        boolean most = (busy - busyThen) * 2 > now - looked;
        busyThen = busy;
        looked = now;
        return most;
    }
}

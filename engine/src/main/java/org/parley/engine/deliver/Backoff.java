package org.parley.engine.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling from first to most, then spread by a quarter
 * either way so that many lanes do not knock at once.
 *
 * @param first before the first retry
 * @param most never longer
 */
public record Backoff(Duration first, Duration most) {
    /** When a receiver cannot be reached: 0.2 s doubling to 30 s. */
    public static final Backoff UNREACHABLE =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));

    /** When a receiver says no: 1 s doubling to 2 min. */
    public static final Backoff REJECTED =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2));

    /** When one message breaks a receiver that takes the others: 10 s doubling to 10 min. */
    public static final Backoff SUSPECT =
            new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

    private static final int MAX_DOUBLINGS = 30;

    /** Nanoseconds to wait before try number {@code failures + 1}. */
    long nanos(int failures, RandomGenerator random) {
        int doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
        long nanos = Math.min(first.toNanos() << Math.min(doublings, 20), most.toNanos());
        return nanos - nanos / 4 + random.nextLong(nanos / 2 + 1);
    }
}

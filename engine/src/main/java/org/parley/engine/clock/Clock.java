package org.parley.engine.clock;

import java.time.Instant;

/**
 * The time of day and a stopwatch. Production and simulation differ only in which one they hand in.
 */
public interface Clock {
    /** Wall-clock time; may jump. For people and for records, never for measuring waits. */
    Instant now();

    /** Nanoseconds from an arbitrary start; never goes back. For timeouts and back-off. */
    long nanoTime();

    /** The machine's own clock. */
    static Clock system() {
        return new Clock() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }
        };
    }
}

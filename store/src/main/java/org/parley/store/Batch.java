package org.parley.store;

import java.time.Duration;

/**
 * How much is folded within one transaction at most. A batch also ends when nothing more is durable
 * in the journal, so a reader that keeps up commits each entry as it comes.
 *
 * @param entries most entries
 * @param bytes most bytes of bodies; the entry that goes over it is the last one
 * @param time longest time from the first entry on
 */
public record Batch(int entries, long bytes, Duration time) {
    public Batch {
        if (entries < 1 || bytes < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a batch has an entry at least");
        }
    }

    /** 1,000 entries, 16 MiB, 500 milliseconds. */
    public static Batch usual() {
        return new Batch(1_000, 16L << 20, Duration.ofMillis(500));
    }
}

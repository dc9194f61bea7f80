package org.parley.testkit.trust;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long answers took, in buckets some 3 % wide; from a microsecond to a day. Thread-safe. */
public final class Latencies {
    private static final int PER_DOUBLING = 32;
    private static final int DOUBLINGS = 40;

    private final AtomicLongArray counts = new AtomicLongArray(PER_DOUBLING * DOUBLINGS);

    /** Notes one. */
    void note(long nanos) {
        long micros = Math.max(1, nanos / 1_000);
        int doubling = 63 - Long.numberOfLeadingZeros(micros);
        long rest = micros - (1L << doubling);
        int within = (int) ((rest * PER_DOUBLING) >>> doubling);
        counts.incrementAndGet(Math.min(doubling, DOUBLINGS - 1) * PER_DOUBLING + within);
    }

    /** How many were noted. */
    public long count() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /**
     * So long or shorter took this share of them, milliseconds; 0 when there are none.
     *
     * @param share 0.5 for the median, 0.99
     */
    public double millis(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
            if (sum >= wanted && sum > 0) {
                int doubling = i / PER_DOUBLING;
                double micros = (1L << doubling) * (1 + (i % PER_DOUBLING + 0.5) / PER_DOUBLING);
                return micros / 1_000;
            }
        }
        return 0;
    }

    /** Adds another's. */
    public void add(Latencies other) {
        for (int i = 0; i < counts.length(); i++) {
            counts.addAndGet(i, other.counts.get(i));
        }
    }
}

package org.parley.conformance.score;

/**
 * Between which shares the true one lies, with 95 % confidence, by Wilson's score interval: what
 * came is taken as a sample of what the system would send.
 *
 * @param low from 0 to 1
 * @param high from 0 to 1
 */
public record Interval(double low, double high) {
    private static final double Z = 1.959963984540054;

    /** Nothing is known. */
    public static final Interval UNKNOWN = new Interval(0, 1);

    /** The interval of so many in so many; unknown where there are none. */
    public static Interval of(long some, long all) {
        if (some < 0 || some > all) {
            throw new IllegalArgumentException(some + " of " + all);
        }
        if (all == 0) {
            return UNKNOWN;
        }
        double n = all;
        double share = some / n;
        double middle = share + Z * Z / (2 * n);
        double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        double scale = 1 + Z * Z / n;
        return new Interval(
                some == 0 ? 0 : (middle - half) / scale, some == all ? 1 : (middle + half) / scale);
    }
}

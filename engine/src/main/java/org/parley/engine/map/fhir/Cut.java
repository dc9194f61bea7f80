package org.parley.engine.map.fhir;

import java.util.Arrays;

/** Where the parts of a range of a message begin, and which of the first 63 are not empty. */
final class Cut {
    /** Parts with greater numbers have no bit. */
    static final int MOST_BITS = Long.SIZE - 1;

    private int count;
    private long present;

    /** Where parts begin; behind them where one more would. */
    private int[] starts = new int[32];

    /** There are none. */
    void none() {
        count = 0;
        present = 0;
    }

    /**
     * Cuts a range.
     *
     * @param sign what stands between parts; 0 when the range is one part
     * @param most how many parts are wanted at most
     */
    void cut(byte[] view, int from, int end, byte sign, int most) {
        none();
        int begin = from;
        while (begin <= end && count < most) {
            int at = begin;
            while (at < end && (view[at] != sign || sign == 0)) {
                at++;
            }
            if (count + 1 == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[count++] = begin;
            if (at > begin && count <= MOST_BITS) {
                present |= 1L << count;
            }
            begin = at + 1;
        }
        starts[count] = begin;
    }

    int count() {
        return count;
    }

    /** A bit for each of the parts 1 to 63 that is not empty. */
    long present() {
        return present;
    }

    /** A part by its number, from 1 to the count. */
    long part(int number) {
        return Places.pack(starts[number - 1], starts[number] - 1);
    }
}

package org.parley.engine.map.fhir;

import java.util.Arrays;
import org.parley.wire.hl7v2.Delimiters;

/**
 * Where the parts of a range of a message begin, which of the first 63 are not empty, and which of
 * those have parts themselves.
 */
final class Cut {
    /** Parts with greater numbers have no bit. */
    static final int MOST_BITS = Long.SIZE - 1;

    private final byte sign;
    private final byte component;
    private final byte repetition;
    private final byte subcomponent;
    private int count;
    private long present;
    private long parted;

    /** Where parts begin; behind them where one more would. */
    private int[] starts = new int[32];

    private Cut(byte sign, byte component, byte repetition, byte subcomponent) {
        this.sign = sign;
        this.component = component;
        this.repetition = repetition;
        this.subcomponent = subcomponent;
    }

    /** Cuts segments into fields. */
    static Cut fields(Delimiters d) {
        return new Cut(
                (byte) d.field(),
                (byte) d.component(),
                (byte) d.repetition(),
                (byte) d.subcomponent());
    }

    /** Cuts repetitions of a field into components. */
    static Cut components(Delimiters d) {
        byte below = (byte) d.subcomponent();
        return new Cut((byte) d.component(), below, below, below);
    }

    /** Cuts components into subcomponents. */
    static Cut subcomponents(Delimiters d) {
        byte own = (byte) d.subcomponent();
        return new Cut(own, own, own, own);
    }

    /** There are none. */
    void none() {
        count = 0;
        present = 0;
        parted = 0;
    }

    /**
     * Cuts a range.
     *
     * @param most how many parts are wanted at most
     */
    void cut(byte[] view, int from, int end, int most) {
        none();
        int begin = from;
        while (begin <= end && count < most) {
            int at = begin;
            boolean parts = false;
            while (at < end && (view[at] != sign || sign == 0)) {
                byte b = view[at++];
                parts |= b == component || b == repetition || b == subcomponent;
            }
            if (count + 1 == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[count++] = begin;
            if (at > begin && count <= MOST_BITS) {
                present |= 1L << count;
                parted |= parts ? 1L << count : 0;
            }
            begin = at + 1;
        }
        starts[count] = begin;
    }

    int count() {
        return count;
    }

    /** Which of the parts 1 to 63 are not empty. */
    Present present() {
        return new Present(present, parted);
    }

    /** A part by its number, from 1 to the count. */
    long part(int number) {
        return Places.pack(starts[number - 1], starts[number] - 1);
    }
}

package org.parley.engine.map.fhir;

import java.util.Arrays;
import org.parley.wire.hl7v2.Delimiters;

/**
 * Where the parts of a range of a message begin, which of the first 63 are not empty, and which of
 * those have parts themselves. Its room can be used again for another range.
 */
final class Cut {
    /** Parts with greater numbers have no bit. */
    static final int MOST_BITS = Long.SIZE - 1;

    private byte sign;
    private byte component;
    private byte repetition;
    private byte subcomponent;
    private int count;
    private long present;
    private long parted;

    /** Where parts begin; behind them where one more would. */
    private int[] starts = new int[32];

    private Cut by(int own, int one, int other, int third) {
        sign = (byte) own;
        component = (byte) one;
        repetition = (byte) other;
        subcomponent = (byte) third;
        return this;
    }

    /** Cuts segments into fields from now on. */
    Cut fields(Delimiters d) {
        return by(d.field(), d.component(), d.repetition(), d.subcomponent());
    }

    /** Cuts repetitions of a field into components from now on. */
    Cut components(Delimiters d) {
        return by(d.component(), d.subcomponent(), d.subcomponent(), d.subcomponent());
    }

    /** Cuts components into subcomponents from now on. */
    Cut subcomponents(Delimiters d) {
        return by(d.subcomponent(), d.subcomponent(), d.subcomponent(), d.subcomponent());
    }

    /** How many parts there is room for. */
    int room() {
        return starts.length;
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

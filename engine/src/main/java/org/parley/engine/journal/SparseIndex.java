package org.parley.engine.journal;

import java.util.Arrays;

/** Where some of a segment's entries are: a place about every 64 KiB. Thread-safe. */
final class SparseIndex {
    private static final int LONGS = 3;

    /** Position, offset of its batch, offset of its record; ascending. */
    private long[] places = new long[16 * LONGS];

    private int count;
    private long maxMicros = Long.MIN_VALUE;
    private long minMicros = Long.MAX_VALUE;

    /**
     * One place to start reading from.
     *
     * @param position of the entry there
     * @param batch offset of the batch header, bytes
     * @param record offset of the record, bytes
     */
    record Place(long position, long batch, long record) {}

    /** Notes an entry when the last noted one is far enough away. */
    synchronized void note(long position, long batch, long record, long micros) {
        maxMicros = Math.max(maxMicros, micros);
        minMicros = Math.min(minMicros, micros);
        if (count > 0 && record - places[(count - 1) * LONGS + 2] < Layout.INDEX_STEP) {
            return;
        }
        if (places.length == count * LONGS) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[count * LONGS] = position;
        places[count * LONGS + 1] = batch;
        places[count * LONGS + 2] = record;
        count++;
    }

    /** Forgets what was noted at or after an offset: it was not written after all. */
    synchronized void forgetFrom(long offset) {
        while (count > 0 && places[(count - 1) * LONGS + 2] >= offset) {
            count--;
        }
    }

    /** The nearest place at or before a position; the segment's start when none is known. */
    synchronized Place floor(long position, long firstPosition) {
        int low = 0;
        int high = count - 1;
        int found = -1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (places[middle * LONGS] <= position) {
                found = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        if (found < 0) {
            return new Place(
                    firstPosition,
                    Layout.SEGMENT_HEADER,
                    Layout.SEGMENT_HEADER + Layout.BATCH_HEADER);
        }
        int at = found * LONGS;
        return new Place(places[at], places[at + 1], places[at + 2]);
    }

    /** Time of the latest entry, microseconds; the least long when there is none. */
    synchronized long maxMicros() {
        return maxMicros;
    }

    /** Time of the earliest entry, microseconds; the greatest long when there is none. */
    synchronized long minMicros() {
        return minMicros;
    }

    /** All places, three longs each. */
    synchronized long[] places() {
        return Arrays.copyOf(places, count * LONGS);
    }

    static SparseIndex of(long[] places, long minMicros, long maxMicros) {
        SparseIndex index = new SparseIndex();
        index.places = places.length == 0 ? index.places : places.clone();
        index.count = places.length / LONGS;
        index.minMicros = minMicros;
        index.maxMicros = maxMicros;
        return index;
    }
}

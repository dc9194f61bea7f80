package org.parley.engine.journal;

import java.nio.ByteBuffer;

/**
 * What stands before the records that were forced together. It carries its own place, so that a
 * copy of it inside a message is never taken for it; and it is written only after all before it was
 * durable, so that finding one proves what must stand before it.
 *
 * @param segment the segment's number
 * @param offset its own place in the segment, bytes
 * @param first position of the first entry in it, or of the next entry when it has none
 * @param records how many records follow
 * @param length bytes of the records, padding not included
 * @param micros when it was written, microseconds since 1970
 */
record BatchHeader(long segment, long offset, long first, int records, long length, long micros) {
    private static final int MAGIC = 0x50424154; // PBAT

    /** Where the records end. */
    long end() {
        return offset + Layout.BATCH_HEADER + length;
    }

    /** Where the next batch starts. */
    long next() {
        return Layout.align(end());
    }

    void put(ByteBuffer into, Checksum checksum) {
        int at = into.position();
        into.putInt(MAGIC)
                .putInt(0)
                .putLong(segment)
                .putLong(offset)
                .putLong(first)
                .putLong(length)
                .putLong(micros)
                .putInt(records)
                .putInt(0)
                .putLong(0);
        into.putInt(at + 4, checksum.begin().add(into, at + 8, at + 64).value());
    }

    /** Whether a header might start here; cheap, for scanning. */
    static boolean looksLikeOne(ByteBuffer bytes, int at) {
        return bytes.getInt(at) == MAGIC;
    }

    /** Whether nothing was written here. */
    static boolean isBlank(ByteBuffer bytes, int at) {
        for (int i = 0; i < Layout.BATCH_HEADER; i += 8) {
            if (bytes.getLong(at + i) != 0) {
                return false;
            }
        }
        return true;
    }

    static BatchHeader read(
            ByteBuffer bytes, int at, Checksum checksum, long segment, long offset, long expected)
            throws BadBytes {
        if (!looksLikeOne(bytes, at)
                || bytes.getInt(at + 4) != checksum.begin().add(bytes, at + 8, at + 64).value()) {
            throw new BadBytes(offset, expected, "a batch header fails its checksum");
        }
        BatchHeader header =
                new BatchHeader(
                        bytes.getLong(at + 8),
                        bytes.getLong(at + 16),
                        bytes.getLong(at + 24),
                        bytes.getInt(at + 48),
                        bytes.getLong(at + 32),
                        bytes.getLong(at + 40));
        if (header.segment != segment || header.offset != offset || header.length < 0) {
            throw new BadBytes(offset, expected, "a batch header belongs to another place");
        }
        return header;
    }
}

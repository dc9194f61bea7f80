package org.parley.engine.journal;

import java.nio.ByteBuffer;

/**
 * The first 4 KiB of a segment, durable before the segment is used.
 *
 * @param index its number, without gaps
 * @param epoch random, new for each use of a file; seeds every checksum in it
 * @param journal random, the same in all segments of one journal
 * @param capacity bytes filled ahead; only a single large entry goes beyond
 */
record SegmentHeader(long index, long epoch, long journal, long capacity) {
    static final long MAGIC = 0x5041524c45594a31L; // PARLEYJ1
    static final int VERSION = 1;
    private static final int CHECKSUM_AT = Layout.SEGMENT_HEADER - 4;

    /** The header and an empty batch header, so that nothing stale follows it. */
    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(Layout.SEGMENT_HEADER + Layout.TERMINATOR);
        bytes.putLong(MAGIC)
                .putInt(VERSION)
                .putInt(Layout.SEGMENT_HEADER)
                .putLong(index)
                .putLong(epoch)
                .putLong(journal)
                .putLong(capacity);
        bytes.putInt(CHECKSUM_AT, new Checksum(epoch).begin().add(bytes, 0, CHECKSUM_AT).value());
        return bytes.clear();
    }

    static SegmentHeader decode(ByteBuffer bytes) throws BadBytes {
        if (bytes.limit() < Layout.SEGMENT_HEADER) {
            throw new BadBytes(0, 0, "the file is shorter than a segment header");
        }
        long epoch = bytes.getLong(24);
        if (bytes.getLong(0) != MAGIC
                || bytes.getInt(CHECKSUM_AT)
                        != new Checksum(epoch).begin().add(bytes, 0, CHECKSUM_AT).value()) {
            throw new BadBytes(0, 0, "the segment header fails its checksum");
        }
        if (bytes.getInt(8) != VERSION) {
            throw new BadBytes(8, 0, "the segment has format version " + bytes.getInt(8));
        }
        return new SegmentHeader(bytes.getLong(16), epoch, bytes.getLong(32), bytes.getLong(40));
    }

    /** Reads the header of a raw or packed segment. */
    static SegmentHeader read(SegmentBytes bytes) throws java.io.IOException, BadBytes {
        ByteBuffer header = ByteBuffer.allocate(Layout.SEGMENT_HEADER);
        bytes.read(header, 0);
        return decode(header.flip());
    }
}

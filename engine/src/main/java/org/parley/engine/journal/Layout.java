package org.parley.engine.journal;

/** Sizes and marks of the on-disk format; docs/journal-format.md shows it as tables. */
final class Layout {
    /** Bytes of a segment's header; the first batch follows it. */
    static final int SEGMENT_HEADER = 4096;

    /** Bytes of a batch's header. */
    static final int BATCH_HEADER = 64;

    /** Bytes of a record before its headers and body. */
    static final int RECORD_HEADER = 32;

    /** Zero bytes written after each batch, so that stale bytes never follow the log's end. */
    static final int TERMINATOR = 64;

    /** Largest single write, bytes. */
    static final int WRITE_BYTES = 1 << 20;

    /** Most bytes of an entry's headers. */
    static final int HEADERS_BYTES = 64 << 10;

    /** Most bytes of an entry's body. */
    static final long BODY_BYTES = 128L << 20;

    /** Bodies longer than this are written as a batch of their own, piece by piece, bytes. */
    static final int LARGE_BYTES = 256 << 10;

    /** Distance of the places that the index of a segment knows, bytes. */
    static final int INDEX_STEP = 64 << 10;

    static final byte ENTRY = 1;
    static final byte READER = 2;

    /** Batches start at multiples of this. */
    private static final long ALIGNMENT = 64;

    private Layout() {}

    static long align(long offset) {
        return (offset + ALIGNMENT - 1) & -ALIGNMENT;
    }
}

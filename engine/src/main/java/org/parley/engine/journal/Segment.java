package org.parley.engine.journal;

import java.io.IOException;

/** One segment of the log and who reads it. Thread-safe. */
final class Segment {
    static final String RAW = ".log";
    static final String PACKED = ".zst";
    static final String INDEX = ".idx";
    private static final String PREFIX = "segment-";

    private final SegmentHeader header;
    private volatile SparseIndex index = new SparseIndex();
    private volatile boolean indexed = true;

    /** Position of its first entry; -1 while nothing was written to it. */
    private volatile long first = -1;

    /** Bytes that are durable and will not change; all of the file for a sealed segment. */
    private volatile long durableBytes = Layout.SEGMENT_HEADER;

    private volatile long fileBytes;

    private boolean packed;
    private boolean gone;
    private int rawReaders;

    Segment(SegmentHeader header, boolean packed) {
        this.header = header;
        this.packed = packed;
        this.fileBytes = header.capacity();
    }

    static String name(long index, String kind) {
        return String.format("%s%012d%s", PREFIX, index, kind);
    }

    /** The number in a segment's file name, or -1 when it is no such name. */
    static long indexOf(String name, String kind) {
        String digits =
                name.startsWith(PREFIX) && name.endsWith(kind)
                        ? name.substring(PREFIX.length(), name.length() - kind.length())
                        : "";
        return digits.matches("\\d{12}") ? Long.parseLong(digits) : -1;
    }

    SegmentHeader header() {
        return header;
    }

    long number() {
        return header.index();
    }

    synchronized String file() {
        return name(number(), packed ? PACKED : RAW);
    }

    long first() {
        return first;
    }

    void startsAt(long position) {
        first = position;
    }

    long durableBytes() {
        return durableBytes;
    }

    void durableBytes(long bytes) {
        durableBytes = bytes;
    }

    /** Bytes of its file. */
    long fileBytes() {
        return Math.max(fileBytes, isPacked() ? 0 : durableBytes);
    }

    void fileBytes(long bytes) {
        fileBytes = bytes;
    }

    SparseIndex index() {
        return index;
    }

    /** Whether {@link #index} knows all of the segment. */
    boolean isIndexed() {
        return indexed;
    }

    void index(SparseIndex complete) {
        index = complete;
        indexed = true;
    }

    /** Its index is still to be read or built. */
    void notIndexed() {
        indexed = false;
    }

    synchronized boolean isPacked() {
        return packed;
    }

    /** Its bytes, or IOException when trimmed in the meantime. Close them after use. */
    synchronized SegmentBytes open(Disk disk) throws IOException {
        if (gone) {
            throw new java.nio.file.NoSuchFileException(name(number(), RAW));
        }
        if (packed) {
            return PackedBytes.open(disk.openToRead(name(number(), PACKED)));
        }
        SegmentBytes raw = SegmentBytes.raw(disk.openToRead(name(number(), RAW)));
        rawReaders++;
        return new Counted(raw);
    }

    /** From now on readers get the packed file. */
    synchronized void nowPacked() {
        packed = true;
    }

    /** From now on nobody gets it. */
    synchronized void retire() {
        gone = true;
    }

    synchronized boolean isGone() {
        return gone;
    }

    /** Whether someone still reads the raw file, so that its bytes must stay as they are. */
    synchronized boolean hasRawReaders() {
        return rawReaders > 0;
    }

    private synchronized void closedRaw() {
        rawReaders--;
    }

    private final class Counted implements SegmentBytes {
        private final SegmentBytes bytes;
        private boolean open = true;

        Counted(SegmentBytes bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() throws IOException {
            return bytes.size();
        }

        @Override
        public int read(java.nio.ByteBuffer into, long at) throws IOException {
            return bytes.read(into, at);
        }

        @Override
        public void close() throws IOException {
            if (open) {
                open = false;
                try {
                    bytes.close();
                } finally {
                    closedRaw();
                }
            }
        }
    }
}

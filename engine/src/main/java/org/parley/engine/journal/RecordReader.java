package org.parley.engine.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one segment in order, with read-ahead, and checks every bit of them. Never
 * looks past the limit that its caller gives, so that it never keeps bytes that may still change.
 * One thread.
 */
final class RecordReader implements Closeable {
    /** Read-ahead, bytes. */
    private static final int WINDOW = 256 << 10;

    private final SegmentBytes bytes;
    private final long segment;
    private final Checksum checksum;
    private final ByteBuffer window;
    private long windowAt;
    private int windowLength;

    private @Nullable BatchHeader batch;
    private long at;
    private int left;
    private boolean counted;
    private long expected;

    /** One record; entries and readers' positions alike. */
    record Rec(byte kind, long offset, Entry entry) {}

    RecordReader(SegmentBytes bytes, SegmentHeader header) {
        this(bytes, header, WINDOW);
    }

    RecordReader(SegmentBytes bytes, SegmentHeader header, int windowBytes) {
        this.bytes = bytes;
        this.segment = header.index();
        this.checksum = new Checksum(header.epoch());
        this.window = ByteBuffer.allocate(windowBytes);
    }

    /** Goes to a place that the index knows. */
    void seek(SparseIndex.Place place, long limit) throws IOException, BadBytes {
        expected = place.position();
        openBatch(place.batch(), limit);
        if (place.record() != at) {
            at = place.record();
            counted = false;
        }
    }

    /** The position of the next entry. */
    long position() {
        return expected;
    }

    /** The offset at which reading goes on. */
    long offset() {
        return at;
    }

    /**
     * The next entry below a position, or null when all of them were read.
     *
     * @param end one past the last entry that is known to be in this segment
     * @param limit bytes of the segment that will not change any more
     */
    @Nullable Entry next(long end, long limit) throws IOException, BadBytes {
        while (expected < end) {
            Rec rec = nextRecord(limit);
            if (rec.kind() == Layout.ENTRY) {
                return rec.entry();
            }
        }
        return null;
    }

    /**
     * The entry at a position, which lies at or after the next one. Small records on the way are
     * checked too, but not kept.
     *
     * @param limit bytes of the segment that will not change any more
     */
    @Nullable Entry entry(long position, long limit) throws IOException, BadBytes {
        while (expected <= position) {
            Rec rec = nextRecord(limit, position);
            if (rec != null && rec.kind() == Layout.ENTRY) {
                return rec.entry();
            }
        }
        return null;
    }

    /** Starts at a batch; its first position is believed when nothing was read before. */
    BatchHeader openBatch(long offset, long limit) throws IOException, BadBytes {
        if (offset + Layout.BATCH_HEADER > limit) {
            throw new BadBytes(offset, expected, "the segment ends where a batch was expected");
        }
        int index = need(offset, Layout.BATCH_HEADER, limit);
        BatchHeader header = BatchHeader.read(window, index, checksum, segment, offset, expected);
        if (header.next() > limit) {
            throw new BadBytes(offset, expected, "the segment ends within a batch");
        }
        batch = header;
        at = offset + Layout.BATCH_HEADER;
        left = header.records();
        counted = true;
        return header;
    }

    /** Makes this the position that the next entry must have. */
    void expect(long position) {
        expected = position;
    }

    /** Whether all records of the open batch were read and its padding is as written. */
    boolean atBatchEnd(long limit) throws IOException, BadBytes {
        BatchHeader current = batch;
        if (current == null) {
            return true;
        }
        if (at < current.end()) {
            return false;
        }
        if (counted && left != 0) {
            throw new BadBytes(
                    at, expected, "a batch holds another number of records than it says");
        }
        int padding = (int) (current.next() - at);
        int index = padding == 0 ? 0 : need(at, padding, limit);
        for (int i = 0; i < padding; i++) {
            if (window.get(index + i) != 0) {
                throw new BadBytes(at + i, expected, "the padding of a batch is not zero");
            }
        }
        at = current.next();
        batch = null;
        return true;
    }

    /** The next record of any kind; opens the next batch when the last one is through. */
    Rec nextRecord(long limit) throws IOException, BadBytes {
        return Objects.requireNonNull(nextRecord(limit, 0), "all are wanted");
    }

    /** The next record, or null in place of one before a position. */
    private @Nullable Rec nextRecord(long limit, long wanted) throws IOException, BadBytes {
        while (atBatchEnd(limit)) {
            BatchHeader header = openBatch(at, limit);
            if (header.first() != expected) {
                throw new BadBytes(
                        header.offset(),
                        expected,
                        "a batch starts at position " + header.first() + " out of turn");
            }
        }
        BatchHeader current = batch;
        if (current == null) {
            throw new IllegalStateException("no batch is open");
        }
        long room = current.end() - at;
        if (room < Layout.RECORD_HEADER) {
            throw new BadBytes(at, expected, "a batch ends within a record");
        }
        int index = need(at, Layout.RECORD_HEADER, limit);
        int headerLength = window.getInt(index + 8);
        int bodyLength = window.getInt(index + 12);
        long total = (long) Layout.RECORD_HEADER + headerLength + bodyLength;
        if (headerLength < 0
                || headerLength > Layout.HEADERS_BYTES
                || bodyLength < 0
                || total > room) {
            throw new BadBytes(at, expected, "a record has an impossible length");
        }
        if (window.getLong(index + 24) != current.micros()) {
            throw new BadBytes(at, expected, "a record of another batch");
        }
        boolean small = total <= window.capacity();
        if (small) {
            index = need(at, (int) total, limit);
            int from = index + 4;
            check(index, checksum.begin().add(window.array(), from, index + (int) total - from));
        }
        byte kind = window.get(index + 4);
        if (window.getLong(index + 16) != expected
                || (kind != Layout.ENTRY && kind != Layout.READER)) {
            throw new BadBytes(at, expected, "a record is out of turn");
        }
        Rec rec = null;
        if (expected >= wanted) {
            rec =
                    small
                            ? small(index, headerLength, bodyLength)
                            : large(index, headerLength, bodyLength);
        }
        at += total;
        left--;
        if (kind == Layout.ENTRY) {
            expected++;
        }
        return rec;
    }

    private Rec small(int index, int headerLength, int bodyLength) {
        int headersAt = index + Layout.RECORD_HEADER;
        int bodyAt = headersAt + headerLength;
        int end = bodyAt + bodyLength;
        return rec(
                index,
                Arrays.copyOfRange(window.array(), headersAt, bodyAt),
                Arrays.copyOfRange(window.array(), bodyAt, end));
    }

    private Rec large(int index, int headerLength, int bodyLength) throws IOException, BadBytes {
        byte[] headers = new byte[headerLength];
        byte[] body = new byte[bodyLength];
        readFully(ByteBuffer.wrap(headers), at + Layout.RECORD_HEADER);
        readFully(ByteBuffer.wrap(body), at + Layout.RECORD_HEADER + headerLength);
        check(
                index,
                checksum.begin()
                        .add(window.array(), index + 4, Layout.RECORD_HEADER - 4)
                        .add(headers, 0, headerLength)
                        .add(body, 0, bodyLength));
        return rec(index, headers, body);
    }

    private void check(int index, Checksum computed) throws BadBytes {
        if (window.getInt(index) != computed.value()) {
            throw new BadBytes(at, expected, "a record fails its checksum");
        }
    }

    private Rec rec(int index, byte[] headers, byte[] body) {
        long micros = window.getLong(index + 24);
        return new Rec(
                window.get(index + 4),
                at,
                new Entry(
                        window.getLong(index + 16),
                        window.get(index + 5),
                        instant(micros),
                        headers,
                        body));
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /** Microseconds since 1970; the nearest there are for times beyond 292,000 years. */
    static long micros(Instant time) {
        long seconds = time.getEpochSecond();
        if (Math.abs(seconds) > Long.MAX_VALUE / 1_000_000L - 1) {
            return seconds > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return seconds * 1_000_000L + time.getNano() / 1000;
    }

    private void readFully(ByteBuffer into, long from) throws IOException, BadBytes {
        bytes.read(into, from);
        if (into.hasRemaining()) {
            throw new BadBytes(from, expected, "the segment ends within a record");
        }
    }

    /** Where in the window the bytes at an offset are; reads ahead when they are not in it. */
    private int need(long offset, int length, long limit) throws IOException, BadBytes {
        if (offset >= windowAt && offset + length <= windowAt + windowLength) {
            return (int) (offset - windowAt);
        }
        window.clear().limit((int) Math.min(window.capacity(), limit - offset));
        windowLength = 0;
        windowAt = offset;
        windowLength = bytes.read(window, offset);
        window.clear();
        if (windowLength < length) {
            throw new BadBytes(offset, expected, "the segment ends too early");
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}

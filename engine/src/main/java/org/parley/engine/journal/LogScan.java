package org.parley.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a segment batch by batch from its start, as far as whole batches go. */
final class LogScan {
    /** How much is looked through at once, bytes. */
    private static final int WINDOW = 64 << 10;

    private LogScan() {}

    /**
     * How far whole batches go.
     *
     * @param first position of the first batch, -1 when there is no whole one
     * @param end one past the last position in whole batches
     * @param lastBatch offset of the last whole batch
     * @param offset where the last whole batch ends
     * @param readers positions of readers in them
     * @param index places of entries in them
     * @param bad why the scan ended there
     * @param broken header of the batch there, when that much can be read
     */
    record Result(
            long first,
            long end,
            long lastBatch,
            long offset,
            Map<String, Long> readers,
            SparseIndex index,
            BadBytes bad,
            @Nullable BatchHeader broken) {}

    /** What a batch holds, without its bodies. */
    private static final class Staged {
        private final Map<String, Long> readers = new HashMap<>();
        private final List<long[]> places = new ArrayList<>();

        void add(RecordReader.Rec rec, long batch) {
            Entry entry = rec.entry();
            if (rec.kind() == Layout.READER) {
                readers.put(
                        new String(entry.headers(), StandardCharsets.UTF_8),
                        ByteBuffer.wrap(entry.body()).getLong());
            } else {
                places.add(
                        new long[] {
                            entry.position(), batch, rec.offset(), RecordReader.micros(entry.time())
                        });
            }
        }
    }

    /** Scans a segment. */
    static Result scan(SegmentBytes bytes, SegmentHeader header) throws IOException {
        // not closed: the bytes belong to the caller
        RecordReader reader = new RecordReader(bytes, header);
        long limit = bytes.size();
        long first = -1;
        long end = 0;
        long lastBatch = -1;
        long offset = Layout.SEGMENT_HEADER;
        Map<String, Long> readers = new HashMap<>();
        SparseIndex index = new SparseIndex();
        while (true) {
            BatchHeader batch = null;
            try {
                reader.expect(end);
                batch = reader.openBatch(offset, limit);
                if (first >= 0 && batch.first() != end) {
                    throw new BadBytes(offset, end, "a batch is out of turn");
                }
                reader.expect(batch.first());
                Staged staged = new Staged();
                while (!reader.atBatchEnd(limit)) {
                    staged.add(reader.nextRecord(limit), offset);
                }
                first = first < 0 ? batch.first() : first;
                readers.putAll(staged.readers);
                staged.places.forEach(place -> index.note(place[0], place[1], place[2], place[3]));
                lastBatch = offset;
                offset = batch.next();
                end = reader.position();
            } catch (BadBytes bad) {
                return new Result(first, end, lastBatch, offset, readers, index, bad, batch);
            }
        }
    }

    /** The nearest valid batch header at or after an offset, or null; proof of what was before. */
    static @Nullable BatchHeader batchAfter(SegmentBytes bytes, SegmentHeader header, long from)
            throws IOException {
        Checksum checksum = new Checksum(header.epoch());
        ByteBuffer window = ByteBuffer.allocate(WINDOW);
        for (long at = Layout.align(from); at < bytes.size(); at += WINDOW) {
            int length = bytes.read(window.clear(), at);
            for (int i = 0; i + Layout.BATCH_HEADER <= length; i += Layout.BATCH_HEADER) {
                BatchHeader found = headerAt(window, i, checksum, header.index(), at + i);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable BatchHeader headerAt(
            ByteBuffer window, int index, Checksum checksum, long segment, long offset) {
        try {
            return BatchHeader.looksLikeOne(window, index)
                    ? BatchHeader.read(window, index, checksum, segment, offset, 0)
                    : null;
        } catch (BadBytes notOne) {
            return null;
        }
    }

    /** Whether nothing was written at an offset. */
    static boolean isBlank(SegmentBytes bytes, long offset) throws IOException {
        ByteBuffer place = ByteBuffer.allocate(Layout.BATCH_HEADER);
        bytes.read(place, offset);
        return BatchHeader.isBlank(place, 0);
    }
}

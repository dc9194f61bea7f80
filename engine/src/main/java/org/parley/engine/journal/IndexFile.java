package org.parley.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;

/**
 * Keeps the index of a sealed segment in a small checksummed file beside it. Worth nothing by
 * itself: when it is missing or fails its checksum, it is built from the segment again.
 */
final class IndexFile {
    private static final System.Logger LOG = System.getLogger(IndexFile.class.getName());
    private static final long MAGIC = 0x5041524c45594931L; // PARLEYI1
    private static final int HEADER = 48;
    private static final int LARGEST = 64 << 20;

    private final Disk disk;

    IndexFile(Disk disk) {
        this.disk = disk;
    }

    /**
     * The complete index of a sealed segment: from memory, from its file, or from its records.
     *
     * @param end one past the segment's last position
     */
    SparseIndex of(Segment segment, long end) throws IOException, BadBytes {
        if (!segment.isIndexed()) {
            SparseIndex stored = read(segment, end);
            if (stored == null) {
                stored = build(segment, end);
                write(segment, end, stored);
            }
            segment.index(stored);
        }
        return segment.index();
    }

    private SparseIndex build(Segment segment, long end) throws IOException, BadBytes {
        try (SegmentBytes bytes = segment.open(disk)) {
            LogScan.Result result = LogScan.scan(bytes, segment.header());
            if (result.end() != end) {
                throw result.bad();
            }
            return result.index();
        }
    }

    private @org.jspecify.annotations.Nullable SparseIndex read(Segment segment, long end)
            throws IOException {
        String name = Segment.name(segment.number(), Segment.INDEX);
        try (DiskFile file = disk.openToRead(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), LARGEST));
            file.read(bytes, 0);
            int length = bytes.flip().limit() - 4;
            if (length < HEADER
                    || bytes.getInt(length) != sum(segment, bytes, length)
                    || bytes.getLong(0) != MAGIC
                    || bytes.getLong(8) != segment.number()
                    || bytes.getLong(16) != end) {
                return null;
            }
            long[] places = new long[(length - HEADER) / Long.BYTES];
            bytes.position(HEADER).slice().asLongBuffer().get(places);
            return SparseIndex.of(places, bytes.getLong(24), bytes.getLong(32));
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    /** Writes it; a failure costs time later and nothing else. */
    void write(Segment segment, long end, SparseIndex index) {
        String name = Segment.name(segment.number(), Segment.INDEX);
        long[] places = index.places();
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + places.length * Long.BYTES + 4);
        bytes.putLong(MAGIC)
                .putLong(segment.number())
                .putLong(end)
                .putLong(index.minMicros())
                .putLong(index.maxMicros())
                .putLong(places.length);
        for (long place : places) {
            bytes.putLong(place);
        }
        bytes.putInt(sum(segment, bytes, bytes.position()));
        try {
            disk.delete(name + ".tmp");
            try (DiskFile file = disk.create(name + ".tmp")) {
                file.write(bytes.flip(), 0);
                file.force();
            }
            disk.rename(name + ".tmp", name);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The index of a journal segment was not written: file={0} error={1}.",
                    name,
                    e.getClass().getSimpleName());
        }
    }

    private static int sum(Segment segment, ByteBuffer bytes, int length) {
        return new Checksum(segment.header().epoch()).begin().add(bytes, 0, length).value();
    }
}

package org.parley.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Notes, after each fsync of the log, how far it reached: so that a damaged last batch can be told
 * from one that was never finished. Not forced itself while the log is busy: it survives the death
 * of the process, and after a power cut it is late, never early. Two places written in turn.
 */
final class DurableMark implements AutoCloseable {
    static final String FILE = "durable.mark";
    private static final long MAGIC = 0x5041524c45594d31L; // PARLEYM1
    private static final int PLACE_DISTANCE = 4096;
    private static final int PLACE_BYTES = 64;

    private final DiskFile file;
    private final ByteBuffer place = ByteBuffer.allocateDirect(PLACE_BYTES);
    private final Checksum checksum = new Checksum(MAGIC);
    private long generation;
    private boolean forced = true;

    /**
     * What is noted.
     *
     * @param journal which journal
     * @param segment number of the segment that holds the end, -1 when nothing was written
     * @param offset durable bytes of that segment
     * @param end one past the last durable position
     * @param firstSegment number of the oldest segment that is kept
     * @param clean whether the journal was closed in good order after that
     */
    record Mark(
            long journal, long segment, long offset, long end, long firstSegment, boolean clean) {}

    private record Found(long generation, Mark mark) {}

    private DurableMark(DiskFile file, long generation) {
        this.file = file;
        this.generation = generation;
    }

    /** Opens it to write; makes it when it is not there. */
    static DurableMark open(Disk disk) throws IOException {
        if (!disk.exists(FILE)) {
            try (DiskFile made = disk.create(FILE)) {
                made.write(ByteBuffer.allocate(2 * PLACE_DISTANCE), 0);
                made.force();
            }
            disk.syncDirectory();
            return new DurableMark(disk.open(FILE), 0);
        }
        DiskFile file = disk.open(FILE);
        return new DurableMark(file, newest(file).map(Found::generation).orElse(0L));
    }

    /** What was noted last, as far as it can be read. */
    static Optional<Mark> read(Disk disk) throws IOException {
        if (!disk.exists(FILE)) {
            return Optional.empty();
        }
        try (DiskFile file = disk.openToRead(FILE)) {
            return newest(file).map(Found::mark);
        }
    }

    private static Optional<Found> newest(DiskFile file) throws IOException {
        Optional<Found> newest = Optional.empty();
        for (long at : List.of(0L, (long) PLACE_DISTANCE)) {
            ByteBuffer bytes = ByteBuffer.allocate(PLACE_BYTES);
            file.read(bytes, at);
            Optional<Found> found = decode(bytes.clear());
            if (found.isPresent()
                    && (newest.isEmpty() || newest.get().generation() < found.get().generation())) {
                newest = found;
            }
        }
        return newest;
    }

    private static Optional<Found> decode(ByteBuffer bytes) {
        int sum = new Checksum(MAGIC).begin().add(bytes, 0, 60).value();
        if (bytes.getLong(0) != MAGIC || bytes.getInt(60) != sum) {
            return Optional.empty();
        }
        return Optional.of(
                new Found(
                        bytes.getLong(8),
                        new Mark(
                                bytes.getLong(16),
                                bytes.getLong(24),
                                bytes.getLong(32),
                                bytes.getLong(40),
                                bytes.getLong(48),
                                bytes.getInt(56) != 0)));
    }

    /** Notes it in the older of the two places. */
    void write(Mark mark) throws IOException {
        generation++;
        forced = false;
        place.clear()
                .putLong(MAGIC)
                .putLong(generation)
                .putLong(mark.journal())
                .putLong(mark.segment())
                .putLong(mark.offset())
                .putLong(mark.end())
                .putLong(mark.firstSegment())
                .putInt(mark.clean() ? 1 : 0);
        place.putInt(checksum.begin().add(place, 0, 60).value());
        file.write(place.flip(), (generation & 1) * PLACE_DISTANCE);
    }

    /** Notes it in both places and makes it durable. */
    void writeDurably(Mark mark) throws IOException {
        write(mark);
        write(mark);
        force();
    }

    /** Makes the last note durable, if it is not. */
    void force() throws IOException {
        if (!forced) {
            file.force();
            forced = true;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

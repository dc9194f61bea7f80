package org.parley.engine.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens segments for reading at a position and says what went wrong in words for a person. */
final class LogReading {
    private static final System.Logger LOG = System.getLogger(LogReading.class.getName());

    private final Disk disk;
    private final Segments segments;
    private final IndexFile indexes;
    private final IdleReaders idle = new IdleReaders();

    LogReading(Disk disk, Segments segments, IndexFile indexes) {
        this.disk = disk;
        this.segments = segments;
        this.indexes = indexes;
    }

    Segments segments() {
        return segments;
    }

    /** The segment that holds a durable position. */
    Segment holding(long position) {
        Segment segment = segments.holding(position);
        if (segment == null) {
            throw new JournalUnavailable(JournalProblems.trimmed(position, segments.first()));
        }
        return segment;
    }

    /** A reader that is close before a position, with read-ahead. */
    RecordReader open(Segment segment, long position) throws IOException, BadBytes {
        RecordReader reader = new RecordReader(segment.open(disk), segment.header());
        seek(reader, segment, position);
        return reader;
    }

    /** Goes close before a position; closes the reader when that fails. */
    private void seek(RecordReader reader, Segment segment, long position)
            throws IOException, BadBytes {
        boolean placed = false;
        try {
            reader.seek(place(segment, position), segment.durableBytes());
            placed = true;
        } finally {
            if (!placed) {
                close(reader);
            }
        }
    }

    private SparseIndex.Place place(Segment segment, long position) throws IOException, BadBytes {
        long end = segments.endOf(segment);
        SparseIndex index = end == Long.MAX_VALUE ? segment.index() : indexes.of(segment, end);
        return index.floor(position, segment.first());
    }

    /**
     * Reads one durable entry. Whoever reads upwards, as the deliveries of a long queue do, goes on
     * where the last one that came this way stopped.
     */
    @Nullable Entry entry(Segment segment, long position) throws IOException, BadBytes {
        SparseIndex.Place place = place(segment, position);
        IdleReaders.Held held = idle.borrow(segment, place.position(), position);
        boolean packed = held == null ? segment.isPacked() : held.packed();
        RecordReader reader =
                held == null
                        ? new RecordReader(segment.open(disk), segment.header(), IdleReaders.WINDOW)
                        : held.reader();
        boolean read = false;
        try {
            if (held == null
                    || reader.position() > position
                    || reader.position() < place.position()) {
                reader.seek(place, segment.durableBytes());
            }
            Entry entry = reader.entry(position, segment.durableBytes());
            read = true;
            return entry;
        } finally {
            RecordReader unwanted = reader;
            if (read) {
                IdleReaders.Held over = idle.keep(new IdleReaders.Held(segment, packed, reader));
                unwanted = over == null ? null : over.reader();
            }
            if (unwanted != null) {
                close(unwanted);
            }
        }
    }

    /** Closes what is kept open of a segment whose file is about to go. */
    void forget(Segment segment) {
        idle.take(segment).forEach(this::close);
    }

    /** Closes what is kept open. */
    void close() {
        idle.takeAll().forEach(this::close);
    }

    /** What a failed read means. */
    RuntimeException failure(@Nullable Segment segment, long position, Exception cause) {
        if (segment == null || segment.isGone()) {
            return new JournalUnavailable(JournalProblems.trimmed(position, segments.first()));
        }
        return switch (cause) {
            case BadBytes bad -> new JournalDamaged(JournalProblems.damaged(segment.file(), bad));
            case PackedBytes.Damage damage ->
                    new JournalDamaged(
                            JournalProblems.damaged(segment.file(), damage.at(position)));
            default ->
                    new JournalDamaged(JournalProblems.unreadable(segment.file(), position, cause));
        };
    }

    void close(RecordReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A journal file could not be closed.", e);
        }
    }
}

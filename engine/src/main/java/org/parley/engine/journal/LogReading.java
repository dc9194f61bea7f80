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
            long end = segments.endOf(segment);
            SparseIndex index = end == Long.MAX_VALUE ? segment.index() : indexes.of(segment, end);
            reader.seek(index.floor(position, segment.first()), segment.durableBytes());
            placed = true;
        } finally {
            if (!placed) {
                close(reader);
            }
        }
    }

    /** Reads one durable entry. */
    @Nullable Entry entry(Segment segment, long position) throws IOException, BadBytes {
        IdleReaders.Held held = idle.borrow(segment);
        if (held == null) {
            boolean packed = segment.isPacked();
            RecordReader made =
                    new RecordReader(segment.open(disk), segment.header(), IdleReaders.WINDOW);
            held = new IdleReaders.Held(segment, packed, made);
        }
        boolean read = false;
        try {
            seek(held.reader(), segment, position);
            while (true) {
                Entry entry = held.reader().next(position + 1, segment.durableBytes());
                if (entry == null || entry.position() == position) {
                    read = true;
                    return entry;
                }
            }
        } finally {
            if (!read || !idle.keep(held)) {
                close(held.reader());
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

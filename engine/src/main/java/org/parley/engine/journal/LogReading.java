package org.parley.engine.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Opens segments for reading at a position and says what went wrong in words for a person. */
final class LogReading {
    private static final System.Logger LOG = System.getLogger(LogReading.class.getName());

    private final Disk disk;
    private final Segments segments;
    private final IndexFile indexes;

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

    /** A reader that is close before a position. */
    RecordReader open(Segment segment, long position) throws IOException, BadBytes {
        long end = segments.endOf(segment);
        SparseIndex index = end == Long.MAX_VALUE ? segment.index() : indexes.of(segment, end);
        SparseIndex.Place place = index.floor(position, segment.first());
        RecordReader reader = new RecordReader(segment.open(disk), segment.header());
        boolean placed = false;
        try {
            reader.seek(place, segment.durableBytes());
            placed = true;
        } finally {
            if (!placed) {
                close(reader);
            }
        }
        return reader;
    }

    /** Reads one durable entry. */
    @Nullable Entry entry(Segment segment, long position) throws IOException, BadBytes {
        RecordReader reader = open(segment, position);
        try {
            while (true) {
                Entry entry = reader.next(position + 1, segment.durableBytes());
                if (entry == null || entry.position() == position) {
                    return entry;
                }
            }
        } finally {
            close(reader);
        }
    }

    /** What a failed read means. */
    RuntimeException failure(@Nullable Segment segment, long position, Exception cause) {
        if (segment == null || (segment.isGone() && cause instanceof NoSuchFileException)) {
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

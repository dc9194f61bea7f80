package org.parley.engine.journal;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;

/**
 * Where the log ends: the segment that is being written, how much of it is durable, and the mark
 * that says so. Only the committer has it, under its lock.
 */
final class LogEnd {
    private final Disk disk;
    private final Clock clock;
    private final Segments segments;
    private final DurableMark mark;
    private final long journal;

    private @Nullable Segment segment;
    private @Nullable DiskFile file;
    private long offset;
    private long next;
    private long firstSegment;
    private volatile boolean markIsLate;

    LogEnd(Disk disk, Clock clock, Recovery.Found found, DurableMark mark) throws IOException {
        this.disk = disk;
        this.clock = clock;
        this.segments = found.segments();
        this.mark = mark;
        this.journal = found.journal();
        this.segment = found.active();
        this.offset = found.offset();
        this.next = found.end();
        this.firstSegment = found.firstSegment();
        this.file = segment == null ? null : disk.open(segment.file());
    }

    /** The next position. */
    long next() {
        return next;
    }

    /** Whether nothing was ever written. */
    boolean isNew() {
        return segments.all().isEmpty();
    }

    /**
     * Whether the segment was begun and nothing of it is durable: there was no room for its first
     * batch. It must get one before the next is begun, for a sealed segment without a batch is
     * damage.
     */
    boolean isUnwritten() {
        Segment current = segment;
        return current != null && current.first() < 0;
    }

    /** Whether a batch with this much in records goes into the segment. */
    boolean fits(long recordBytes) {
        Segment current = segment;
        return current != null
                && offset + BatchWriter.room(recordBytes) <= current.header().capacity();
    }

    /** How far a batch with this much in records would go beyond the segment's capacity, bytes. */
    long beyond(long recordBytes) {
        Segment current = segment;
        long capacity = current == null ? 0 : current.header().capacity();
        return offset + BatchWriter.room(recordBytes) - capacity;
    }

    /** Goes on in another segment; all of the last one is durable. */
    void startIn(SegmentHeader header) throws IOException {
        DiskFile before = file;
        if (before != null) {
            before.close();
        }
        Segment fresh = new Segment(header, false);
        file = disk.open(fresh.file());
        segment = fresh;
        offset = Layout.SEGMENT_HEADER;
    }

    /** Where the next batch goes. */
    BatchWriter.Target target() {
        Segment current = segment;
        DiskFile open = file;
        if (current == null || open == null) {
            throw new IllegalStateException("no segment is open");
        }
        return new BatchWriter.Target(current, open, offset, RecordReader.micros(clock.now()));
    }

    /**
     * Makes the batch that was written durable, and notes that.
     *
     * @param entries how many positions it took
     */
    void force(BatchWriter.Target target, BatchHeader header, int entries) throws IOException {
        assert header.offset() == offset && header.first() == next : "batches leave no gap";
        target.file().force();
        offset = header.next();
        if (target.segment().first() < 0) {
            target.segment().startsAt(next);
            segments.add(target.segment());
        }
        next += entries;
        target.segment().durableBytes(offset);
        mark.write(current(false));
        markIsLate = true;
    }

    /** Whether the last note is in memory only. */
    boolean isMarkLate() {
        return markIsLate;
    }

    /** Makes the last note durable. */
    void forceMark() throws IOException {
        mark.force();
        markIsLate = false;
    }

    /** Notes durably which segment is the oldest that is kept. */
    void noteFirst(long number) throws IOException {
        firstSegment = number;
        mark.writeDurably(current(false));
        markIsLate = false;
    }

    /** Notes durably that the journal was closed in good order. */
    void noteCleanStop() throws IOException {
        mark.writeDurably(current(true));
    }

    private DurableMark.Mark current(boolean clean) {
        List<Segment> all = segments.all();
        Segment last = all.isEmpty() ? null : all.getLast();
        return new DurableMark.Mark(
                journal,
                last == null ? -1 : last.number(),
                last == null ? 0 : last.durableBytes(),
                next,
                firstSegment,
                clean);
    }

    /** Closes the files. */
    void close() throws IOException {
        DiskFile open = file;
        if (open != null) {
            open.close();
        }
        mark.close();
    }
}

package org.parley.engine.journal;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads from memory where it can and from disk where it must; which of the two changes nothing but
 * the time it takes. One thread.
 */
final class SegmentCursor implements Cursor {
    private final Published published;
    private final LogReading log;
    private final Runnable stepper;

    private long position;
    private Tail.@Nullable Node node;
    private int index;
    private @Nullable Segment segment;
    private @Nullable RecordReader reader;
    private long segmentEnd;

    /**
     * @param stepper does the committer's work where it has no own thread, otherwise nothing
     */
    SegmentCursor(long from, Published published, LogReading log, Runnable stepper) {
        this.position = from;
        this.published = published;
        this.log = log;
        this.stepper = stepper;
    }

    @Override
    public @Nullable Entry poll() {
        if (position >= published.end) {
            return null;
        }
        Entry near = fromMemory();
        if (near == null) {
            node = null;
            return fromDisk();
        }
        closeReader();
        index++;
        position++;
        return near;
    }

    /** The entry at the position, if its batch is in memory. */
    private @Nullable Entry fromMemory() {
        Tail.Node current = node;
        if (current == null || index >= current.count()) {
            Tail.Node next = current == null ? null : current.next();
            if (next == null || next.first() != position) {
                next = published.tail.holding(position);
            }
            node = next;
            if (next == null) {
                return null;
            }
            current = next;
            index = (int) (position - next.first());
        }
        return current.entry(index);
    }

    private Entry fromDisk() {
        long end = published.end;
        try {
            while (true) {
                RecordReader open = reader;
                Segment current = segment;
                if (open == null || current == null || position >= segmentEnd) {
                    openAt(position);
                    continue;
                }
                if (segmentEnd == Long.MAX_VALUE) {
                    segmentEnd = log.segments().endOf(current);
                    if (position >= segmentEnd) {
                        continue;
                    }
                }
                Entry entry = open.next(Math.min(end, segmentEnd), current.durableBytes());
                if (entry != null && entry.position() >= position) {
                    position = entry.position() + 1;
                    return entry;
                }
            }
        } catch (IOException | BadBytes e) {
            Segment at = segment;
            closeReader();
            throw log.failure(at, position, e);
        }
    }

    private void openAt(long wanted) throws IOException, BadBytes {
        closeReader();
        Segment holding = log.holding(wanted);
        segment = holding;
        segmentEnd = log.segments().endOf(holding);
        reader = log.open(holding, wanted);
    }

    private void closeReader() {
        RecordReader open = reader;
        reader = null;
        segment = null;
        if (open != null) {
            log.close(open);
        }
    }

    @Override
    public boolean await(Duration atMost) {
        stepper.run();
        return published.end > position || published.await(position, nanos(atMost));
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException longerThanALife) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void close() {
        closeReader();
        node = null;
    }
}

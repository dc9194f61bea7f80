package org.parley.engine.journal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes segments ahead of their use: filled with zeros or recycled, with a durable header, under
 * their final name. A file gets that name only when all of this is on the disk. Thread-safe.
 */
final class SegmentMaker {
    /** Size of the very first segment, bytes; each of the next is four times as large. */
    private static final long STARTER_BYTES = 16L << 20;

    /** How many segments may be smaller than the others. */
    private static final long STARTERS = 5;

    /** Most files kept for recycling. */
    private static final int SPARES = 2;

    /** How much is filled at once, so that the log's own writes are not held up, bytes. */
    private static final long PIECE = 256L << 10;

    /** Rest after each such piece when nobody waits for the segment, nanoseconds. */
    private static final long REST_NANOS = 2_000_000;

    /** With room for this many segments one may be used before it is filled. */
    private static final long PLENTY = 4;

    private static final String UNFINISHED = "next.tmp";
    private static final String SPARE = "spare-";

    private final Disk disk;
    private final RandomGenerator random;
    private final long journal;
    private final long segmentBytes;
    private final Deque<SegmentHeader> ready = new ArrayDeque<>();
    private final List<String> spares = new ArrayList<>();
    private final LongSupplier allowance;
    private long nextNumber;
    private volatile long held;
    private volatile boolean wanted;
    private volatile @Nullable IOException trouble;

    /**
     * @param nextNumber number of the next segment
     * @param allowance bytes that may still be allocated for the journal
     */
    SegmentMaker(
            Disk disk,
            RandomGenerator random,
            long journal,
            long segmentBytes,
            long nextNumber,
            LongSupplier allowance) {
        this.allowance = allowance;
        this.disk = disk;
        this.random = random;
        this.journal = journal;
        this.segmentBytes = segmentBytes;
        this.nextNumber = nextNumber;
    }

    /** Takes over what an earlier run left ready. */
    synchronized void adopt(SegmentHeader header) {
        ready.addLast(header);
        nextNumber = header.index() + 1;
        count();
    }

    /** Takes over the files of an earlier run that were kept for recycling. */
    synchronized void adoptSpares(List<String> names) throws IOException {
        for (String name : names) {
            if (name.equals(UNFINISHED)) {
                disk.delete(name);
            } else if (name.startsWith(SPARE)) {
                keepOrDelete(name);
            }
        }
    }

    /** Why no segment could be made, as long as that lasts. */
    @Nullable IOException trouble() {
        return trouble;
    }

    /** The next segment; made now when none is ready. */
    SegmentHeader take() throws IOException {
        wanted = true;
        try {
            return takeNow();
        } finally {
            wanted = false;
        }
    }

    private synchronized SegmentHeader takeNow() throws IOException {
        prepare(() -> false);
        SegmentHeader taken = ready.removeFirst();
        count();
        return taken;
    }

    /** Bytes of the segments that are ready and of those to be recycled. Never waits. */
    long bytes() {
        return held;
    }

    private void count() {
        long sum = spares.size() * segmentBytes;
        for (SegmentHeader header : ready) {
            sum += header.capacity();
        }
        held = sum;
    }

    /**
     * Makes a segment if none is ready.
     *
     * @param stop gives up half-way when true
     */
    synchronized void prepare(BooleanSupplier stop) throws IOException {
        if (!ready.isEmpty()) {
            return;
        }
        try {
            ready.addLast(make(stop));
            nextNumber++;
            trouble = null;
            count();
        } catch (InterruptedIOException stopped) {
            throw stopped; // nothing is wrong with the disk
        } catch (IOException e) {
            trouble = e;
            throw e;
        }
    }

    private SegmentHeader make(BooleanSupplier stop) throws IOException {
        String spare = spares.isEmpty() ? null : spares.removeLast();
        long capacity = capacityOf(nextNumber);
        if (spare == null && capacity > allowance.getAsLong()) {
            throw new IOException("No space left in the journal's budget");
        }
        if (spare == null && capacity > disk.freeBytes()) {
            throw new IOException("No space left for a segment");
        }
        SegmentHeader header = new SegmentHeader(nextNumber, random.nextLong(), journal, capacity);
        disk.delete(UNFINISHED);
        try {
            if (spare != null) {
                disk.rename(spare, UNFINISHED);
            }
            try (DiskFile file = spare == null ? disk.create(UNFINISHED) : disk.open(UNFINISHED)) {
                if (spare == null) {
                    fill(file, capacity, stop);
                }
                file.write(header.encode(), 0);
                file.force();
            }
            disk.rename(UNFINISHED, Segment.name(nextNumber, Segment.RAW));
            disk.syncDirectory();
            return header;
        } catch (IOException e) {
            disk.delete(UNFINISHED);
            throw e;
        }
    }

    /** The first segments are small, so that a new journal opens at once and keeps ahead. */
    private long capacityOf(long number) {
        return number < STARTERS
                ? Math.min(STARTER_BYTES << (2 * number), segmentBytes)
                : segmentBytes;
    }

    private void fill(DiskFile file, long capacity, BooleanSupplier stop) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(capacity, PIECE));
        for (long at = 0; at < capacity; at += zeros.capacity()) {
            if (stop.getAsBoolean()) {
                throw new InterruptedIOException("the journal is closing");
            }
            if (wanted && disk.freeBytes() > PLENTY * capacity) {
                // a file that still grows is slower to force, but nobody waits for it
                return;
            }
            zeros.clear().limit((int) Math.min(zeros.capacity(), capacity - at));
            file.write(zeros, at);
            file.force();
            if (!wanted) {
                // the log's own writes come first
                LockSupport.parkNanos(this, REST_NANOS);
            }
        }
    }

    /**
     * Takes a raw file out of the log, to be recycled when nobody reads it and it is of the usual
     * size, otherwise to be deleted. Its old name is durably gone before its bytes change.
     */
    synchronized void recycle(Segment segment, boolean inUse) throws IOException {
        String name = Segment.name(segment.number(), Segment.RAW);
        if (inUse || spares.size() >= SPARES || segment.header().capacity() != segmentBytes) {
            disk.delete(name);
            disk.syncDirectory();
            return;
        }
        String spare = SPARE + segment.number();
        disk.rename(name, spare);
        disk.syncDirectory();
        keepOrDelete(spare);
    }

    private void keepOrDelete(String spare) throws IOException {
        long size;
        try (DiskFile file = disk.openToRead(spare)) {
            size = file.size();
        }
        if (size == segmentBytes && spares.size() < SPARES) {
            spares.add(spare);
            count();
        } else {
            disk.delete(spare);
        }
    }
}

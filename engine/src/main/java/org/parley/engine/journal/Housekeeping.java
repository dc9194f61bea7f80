package org.parley.engine.journal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done to sealed segments: index files, packing, retention. One thread steps; any may trim,
 * which leaves a segment that is being packed for the next time.
 */
final class Housekeeping {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

    private final Disk disk;
    private final Segments segments;
    private final IndexFile indexes;
    private final LogReading log;
    private final SegmentMaker maker;
    private final Committer committer;
    private final boolean pack;
    private final Pace pace;
    private final Set<Long> leftAlone = new HashSet<>();
    private final Set<Long> stored = new HashSet<>();
    private @Nullable Segment packing;

    /**
     * @param pace how much of the machine compressing may use
     */
    Housekeeping(
            Disk disk,
            Segments segments,
            IndexFile indexes,
            LogReading log,
            SegmentMaker maker,
            Committer committer,
            boolean pack,
            Pace pace) {
        this.disk = disk;
        this.segments = segments;
        this.indexes = indexes;
        this.log = log;
        this.maker = maker;
        this.committer = committer;
        this.pack = pack;
        this.pace = pace;
    }

    /**
     * Does one piece of work on one sealed segment.
     *
     * @return whether there was any
     */
    boolean step() {
        List<Segment> all = segments.all();
        for (int i = 0; i + 1 < all.size(); i++) {
            Segment segment = all.get(i);
            long end = all.get(i + 1).first();
            if (!leftAlone.contains(segment.number()) && work(segment, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean work(Segment segment, long end) {
        try {
            if (stored.add(segment.number()) && segment.isIndexed()) {
                indexes.write(segment, end, segment.index());
                return true;
            }
            if (pack && !segment.isPacked() && disk.freeBytes() > segment.fileBytes()) {
                return pack(segment, end);
            }
            return false;
        } catch (InterruptedIOException closing) {
            return false;
        } catch (IOException | BadBytes | RuntimeException | LinkageError | OutOfMemoryError e) {
            leftAlone.add(segment.number());
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A sealed journal segment could not be packed and is left as it is: file={0}"
                            + " error={1}.",
                    segment.file(),
                    e.getMessage());
            return true;
        }
    }

    private boolean pack(Segment segment, long end) throws IOException, BadBytes {
        synchronized (this) {
            if (segment.isGone()) {
                return false;
            }
            packing = segment;
        }
        try {
            long size = new Packer(disk, pace).pack(segment, end);
            segment.fileBytes(size);
            segment.nowPacked();
            log.forget(segment);
            maker.recycle(segment, segment.hasRawReaders());
            return true;
        } finally {
            synchronized (this) {
                packing = null;
            }
        }
    }

    /** Removes whole old segments; see {@link Journal#trim}. */
    synchronized void trim(Instant before, long needed) throws IOException, BadBytes {
        long least = RecordReader.micros(before);
        int removable = 0;
        List<Segment> all = segments.all();
        while (removable + 1 < all.size()) {
            Segment segment = all.get(removable);
            long end = all.get(removable + 1).first();
            if (isPacking(segment)
                    || end > needed
                    || indexes.of(segment, end).maxMicros() >= least) {
                break;
            }
            removable++;
        }
        if (removable == 0 || !committer.noteFirst(all.get(removable).number())) {
            return;
        }
        for (Segment segment : all.subList(0, removable)) {
            segments.remove(segment);
            segment.retire();
            log.forget(segment);
            disk.delete(Segment.name(segment.number(), Segment.INDEX));
            if (segment.isPacked()) {
                disk.delete(Segment.name(segment.number(), Segment.PACKED));
                disk.syncDirectory();
            } else {
                maker.recycle(segment, segment.hasRawReaders());
            }
            deleteCuts(segment.number());
        }
    }

    private boolean isPacking(Segment segment) {
        Segment now = packing;
        return now != null && now.number() == segment.number();
    }

    /** What was cut from a segment holds patients' data and goes with it. */
    private void deleteCuts(long number) throws IOException {
        String prefix = String.format("cut-%012d-", number);
        for (String name : disk.list()) {
            if (name.startsWith(prefix)) {
                disk.delete(name);
            }
        }
    }
}

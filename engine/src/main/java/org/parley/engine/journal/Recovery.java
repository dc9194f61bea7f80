package org.parley.engine.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Problem;

/**
 * Opens what is in a journal's directory: finds the log's end, cuts a batch that was never finished
 * and stops at anything else that is not as it was written. docs/journal-format.md has the cases.
 */
final class Recovery {
    private final Disk disk;
    private final Optional<DurableMark.Mark> mark;
    private final List<Problem> notes = new ArrayList<>();

    /**
     * What was found.
     *
     * @param journal the journal's random number
     * @param segments those with entries
     * @param active the one to go on writing, null when the next is to be started
     * @param offset where to go on in it
     * @param end one past the last position
     * @param readers positions of readers
     * @param ready empty segments made ahead, oldest first
     * @param firstSegment number of the oldest segment
     * @param notes what a person should know of it
     */
    record Found(
            long journal,
            Segments segments,
            @Nullable Segment active,
            long offset,
            long end,
            Map<String, Long> readers,
            List<SegmentHeader> ready,
            long firstSegment,
            List<Problem> notes) {}

    /** A segment and how far whole batches go in it. */
    record Scanned(Segment segment, LogScan.Result result) {}

    private Recovery(Disk disk, Optional<DurableMark.Mark> mark) {
        this.disk = disk;
        this.mark = mark;
    }

    /**
     * Recovers; the caller holds the lock.
     *
     * @throws JournalDamaged at damage that is not an unfinished batch at the end
     */
    static Found recover(Disk disk, RandomGenerator random) throws IOException {
        // what the last process named may not be durable yet, and is built upon from here on
        disk.syncDirectory();
        return new Recovery(disk, DurableMark.read(disk)).run(random);
    }

    private Found run(RandomGenerator random) throws IOException {
        NavigableMap<Long, Segment> all = openAll();
        long journal =
                all.isEmpty()
                        ? mark.map(DurableMark.Mark::journal).orElseGet(random::nextLong)
                        : all.firstEntry().getValue().header().journal();
        checkMembership(all, journal);
        List<Scanned> unused = new ArrayList<>();
        Scanned last = null;
        while (!all.isEmpty() && last == null) {
            Segment segment = all.pollLastEntry().getValue();
            Scanned scanned = new Scanned(segment, scan(segment));
            if (scanned.result().first() >= 0) {
                last = scanned;
            } else {
                unused.addFirst(scanned);
            }
        }
        new TailJudge(disk, mark, notes).judge(last, unused);
        Segments segments = new Segments();
        long before = -1;
        for (Segment segment : all.values()) {
            before = addSealed(segments, segment, before);
        }
        List<SegmentHeader> ready =
                unused.stream().map(scanned -> scanned.segment().header()).toList();
        if (last == null) {
            return new Found(journal, segments, null, 0, 0, Map.of(), ready, firstOf(ready), notes);
        }
        return found(journal, segments, last, ready);
    }

    private static long firstOf(List<SegmentHeader> ready) {
        return ready.isEmpty() ? 0 : ready.getFirst().index();
    }

    private Found found(long journal, Segments segments, Scanned last, List<SegmentHeader> ready)
            throws IOException {
        Segment segment = last.segment();
        LogScan.Result result = last.result();
        segment.startsAt(result.first());
        segment.durableBytes(result.offset());
        segment.index(result.index());
        segments.add(segment);
        boolean clean = mark.filter(m -> m.clean() && m.offset() == result.offset()).isPresent();
        if (!clean && !segment.isPacked()) {
            rewrite(segment, result.lastBatch(), result.offset());
        }
        if (mark.isEmpty()) {
            notes.add(JournalProblems.markUnreadable(DurableMark.FILE));
        }
        return new Found(
                journal,
                segments,
                segment.isPacked() ? null : segment,
                result.offset(),
                result.end(),
                result.readers(),
                ready,
                segments.all().getFirst().number(),
                notes);
    }

    /** All segments by number, after what an interrupted trim or packing left was tidied. */
    private NavigableMap<Long, Segment> openAll() throws IOException {
        TreeMap<Long, Boolean> packed = new TreeMap<>();
        for (String name : disk.list()) {
            if (name.endsWith(".tmp") && name.startsWith("segment-")) {
                disk.delete(name);
            }
            long asPacked = Segment.indexOf(name, Segment.PACKED);
            if (asPacked >= 0) {
                packed.putIfAbsent(asPacked, true);
            }
            long asRaw = Segment.indexOf(name, Segment.RAW);
            if (asRaw >= 0) {
                packed.put(asRaw, false);
            }
        }
        long kept = mark.map(DurableMark.Mark::firstSegment).orElse(0L);
        while (!packed.isEmpty() && packed.firstKey() < kept) {
            Map.Entry<Long, Boolean> old = packed.pollFirstEntry();
            checkSame(openOne(old.getKey(), old.getValue()));
            deleteAll(old.getKey());
        }
        TreeMap<Long, Segment> all = new TreeMap<>();
        for (Map.Entry<Long, Boolean> one : packed.entrySet()) {
            if (!one.getValue() && disk.exists(Segment.name(one.getKey(), Segment.PACKED))) {
                disk.delete(Segment.name(one.getKey(), Segment.PACKED));
            }
            all.put(one.getKey(), openOne(one.getKey(), one.getValue()));
        }
        return all;
    }

    /** Nothing is deleted on the word of a mark that belongs to another journal. */
    private void checkSame(Segment segment) {
        if (mark.filter(m -> m.journal() != segment.header().journal()).isPresent()) {
            throw new JournalDamaged(JournalProblems.foreign(segment.file()));
        }
    }

    private void deleteAll(long number) throws IOException {
        for (String kind : List.of(Segment.INDEX, Segment.PACKED, Segment.RAW)) {
            disk.delete(Segment.name(number, kind));
        }
        disk.syncDirectory();
    }

    private Segment openOne(long number, boolean packed) throws IOException {
        String name = Segment.name(number, packed ? Segment.PACKED : Segment.RAW);
        try (SegmentBytes bytes =
                packed
                        ? PackedBytes.open(disk.openToRead(name))
                        : SegmentBytes.raw(disk.openToRead(name))) {
            SegmentHeader header = SegmentHeader.read(bytes);
            if (header.index() != number) {
                throw new BadBytes(16, 0, "the segment says to be number " + header.index());
            }
            Segment segment = new Segment(header, packed);
            segment.durableBytes(bytes.size());
            segment.fileBytes(sizeOf(name));
            return segment;
        } catch (BadBytes bad) {
            throw new JournalDamaged(JournalProblems.badHeader(name, bad));
        } catch (PackedBytes.Damage bad) {
            throw new JournalDamaged(JournalProblems.badHeader(name, bad.at(0)));
        }
    }

    private long sizeOf(String name) throws IOException {
        try (DiskFile file = disk.openToRead(name)) {
            return file.size();
        }
    }

    private void checkMembership(NavigableMap<Long, Segment> all, long journal) {
        if (all.isEmpty()) {
            mark.filter(m -> m.segment() >= 0)
                    .ifPresent(m -> missing(m.segment(), "entries up to " + m.end() + " stood"));
            return;
        }
        mark.filter(m -> m.firstSegment() < all.firstKey())
                .ifPresent(m -> missing(m.firstSegment(), "it was not removed by retention"));
        long expected = all.firstKey();
        for (Segment segment : all.values()) {
            if (segment.number() != expected) {
                missing(expected, "the one after it is there");
            }
            checkSame(segment);
            if (segment.header().journal() != journal) {
                throw new JournalDamaged(JournalProblems.foreign(segment.file()));
            }
            expected++;
        }
    }

    private static void missing(long number, String why) {
        throw new JournalDamaged(JournalProblems.missing(Segment.name(number, Segment.RAW), why));
    }

    private LogScan.Result scan(Segment segment) throws IOException {
        try (SegmentBytes bytes = segment.open(disk)) {
            return LogScan.scan(bytes, segment.header());
        }
    }

    private long addSealed(Segments segments, Segment segment, long before) throws IOException {
        try (SegmentBytes bytes = segment.open(disk)) {
            RecordReader reader = new RecordReader(bytes, segment.header(), Layout.SEGMENT_HEADER);
            long first = reader.openBatch(Layout.SEGMENT_HEADER, bytes.size()).first();
            if (first < before) {
                throw new BadBytes(Layout.SEGMENT_HEADER, before, "the segment is out of turn");
            }
            segment.startsAt(first);
            segment.notIndexed();
            segments.add(segment);
            return first;
        } catch (BadBytes bad) {
            throw new JournalDamaged(JournalProblems.damaged(segment.file(), bad));
        }
    }

    /**
     * Writes the last batch again and forces it: after a failed force its bytes may be in memory
     * only, and a force alone would not say so.
     */
    private void rewrite(Segment segment, long from, long to) throws IOException {
        try (DiskFile file = disk.open(segment.file())) {
            TailJudge.copy(file, from, file, from, to - from);
            file.force();
        }
    }
}

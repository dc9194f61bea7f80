package org.parley.engine.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Problem;

/**
 * One walk through a journal's files: reads segment after segment, says what is damaged and goes on
 * behind it. A file that a running engine packs, recycles or removes meanwhile is looked up again.
 */
final class JournalWalk {
    /** How often a file that changed under the walk is looked up again. */
    private static final int LOOKS = 5;

    private final JournalInspection inspection;
    private final Optional<DurableMark.Mark> mark;
    private final JournalInspection.Filter filter;
    private final JournalInspection.Visitor visitor;
    private final List<Problem> damage = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();
    private long entries;
    private long bytes;
    private long expected = -1;
    private boolean ended;
    private long done;
    private long total;

    JournalWalk(
            JournalInspection inspection,
            Optional<DurableMark.Mark> mark,
            JournalInspection.Filter filter,
            JournalInspection.Visitor visitor) {
        this.inspection = inspection;
        this.mark = mark;
        this.filter = filter;
        this.visitor = visitor;
    }

    JournalInspection.Report run() throws IOException {
        List<JournalInspection.Part> parts = inspection.parts();
        for (JournalInspection.Part part : parts) {
            total += part.bytes();
        }
        long number = parts.isEmpty() ? 0 : parts.getFirst().number();
        mark.filter(m -> m.firstSegment() < number && !parts.isEmpty())
                .ifPresent(m -> missing(m.firstSegment(), "it was not removed by retention"));
        long next = number;
        for (JournalInspection.Part part : parts) {
            if (part.number() != next) {
                missing(next, "the one after it is there");
            }
            next = part.number() + 1;
            visitor.progress(part.file(), done, total);
            boolean skip = part.end().isPresent() && part.end().getAsLong() <= filter.from();
            if (!ended && skip) {
                expected = part.end().getAsLong();
            } else if (!ended) {
                segment(part.number(), part.end().orElse(Long.MAX_VALUE));
            }
            done += part.bytes();
        }
        long past = next;
        mark.filter(m -> m.segment() >= past)
                .ifPresent(m -> missing(m.segment(), "entries up to " + m.end() + " were durable"));
        visitor.progress("", total, total);
        return new JournalInspection.Report(
                entries, bytes, List.copyOf(damage), List.copyOf(notes));
    }

    private void missing(long number, String why) {
        report(JournalProblems.missing(Segment.name(number, Segment.RAW), why));
    }

    private void report(Problem problem) {
        damage.add(problem);
        visitor.damage(problem);
    }

    private void segment(long number, long end) throws IOException {
        for (int look = 0; look < LOOKS; look++) {
            NavigableMap<Long, String> files = inspection.files();
            String file = files.get(number);
            if (file == null) {
                // trimmed meanwhile: what is left starts later
                expected = -1;
                return;
            }
            try (SegmentBytes opened = inspection.open(file)) {
                if (batches(file, number, opened, end)) {
                    return;
                }
            } catch (NoSuchFileException gone) {
                visitor.progress(file, done, total);
            } catch (PackedBytes.Damage bad) {
                report(JournalProblems.badHeader(file, bad.at(Math.max(0, expected))));
                return;
            }
        }
    }

    /** Reads a segment's batches; false when the file was recycled meanwhile. */
    private boolean batches(String file, long number, SegmentBytes opened, long end)
            throws IOException {
        SegmentHeader header;
        try {
            header = SegmentHeader.read(opened);
            if (header.index() != number) {
                throw new BadBytes(16, 0, "the segment says to be number " + header.index());
            }
        } catch (BadBytes bad) {
            if (changed(file, number, null)) {
                return false;
            }
            report(JournalProblems.badHeader(file, bad));
            expected = -1;
            return true;
        }
        long offset = Layout.SEGMENT_HEADER;
        while (offset >= 0 && !ended) {
            offset = stretch(file, header, opened, offset, end);
            if (offset == Long.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads batches up to the end or the first damage.
     *
     * @return where to go on after damage, -1 at the end, the largest long when the file changed
     */
    private long stretch(
            String file, SegmentHeader header, SegmentBytes opened, long from, long end)
            throws IOException {
        RecordReader reader = new RecordReader(opened, header);
        long limit = opened.size();
        long batch = from;
        try {
            while (!ended) {
                reader.expect(Math.max(0, expected));
                BatchHeader current = reader.openBatch(batch, limit);
                if (expected >= 0 && current.first() != expected) {
                    throw new BadBytes(
                            batch, expected, "a batch starts at position " + current.first());
                }
                reader.expect(current.first());
                expected = current.first();
                while (!ended && !reader.atBatchEnd(limit)) {
                    show(reader.nextRecord(limit));
                    expected = reader.position();
                }
                batch = current.next();
            }
            return -1;
        } catch (BadBytes bad) {
            return after(file, header, opened, batch, end, bad);
        } catch (PackedBytes.Damage bad) {
            return after(file, header, opened, batch, end, bad.at(Math.max(0, expected)));
        }
    }

    private void show(RecordReader.Rec rec) {
        Entry entry = rec.entry();
        if (rec.kind() != Layout.ENTRY || entry.position() < Math.max(expected, 0)) {
            return;
        }
        entries++;
        bytes += (long) entry.headers().length + entry.body().length;
        if (entry.position() >= filter.to() || (filter.wants(entry) && !visitor.entry(entry))) {
            ended = true;
        }
    }

    /** Judges what stands where no whole batch does, and finds the next one. */
    private long after(
            String file,
            SegmentHeader header,
            SegmentBytes opened,
            long batch,
            long end,
            BadBytes bad)
            throws IOException {
        long number = header.index();
        if (end != Long.MAX_VALUE && expected == end) {
            return -1;
        }
        if (changed(file, number, header)) {
            return Long.MAX_VALUE;
        }
        BatchHeader next = nextBatch(opened, header, Math.max(batch, bad.offset()) + 1);
        long durable =
                mark.filter(m -> m.segment() == number).map(DurableMark.Mark::offset).orElse(0L);
        boolean later = mark.filter(m -> m.segment() > number).isPresent();
        if (next == null && end == Long.MAX_VALUE && durable <= batch && !later) {
            if (!LogScan.isBlank(opened, batch)) {
                notes.add(JournalProblems.unfinished(file, batch, Math.max(0, expected)));
            }
            return -1;
        }
        if (expected < 0 && next == null && durable <= batch && LogScan.isBlank(opened, batch)) {
            return -1;
        }
        report(JournalProblems.damaged(file, bad));
        if (next == null) {
            expected = end == Long.MAX_VALUE ? -1 : end;
            return -1;
        }
        expected = next.first();
        return next.offset();
    }

    private static @Nullable BatchHeader nextBatch(
            SegmentBytes opened, SegmentHeader header, long from) throws IOException {
        long at = from;
        while (at < opened.size()) {
            try {
                return LogScan.batchAfter(opened, header, at);
            } catch (PackedBytes.Damage bad) {
                at = Math.max(at, bad.rawOffset()) + PackedBytes.BLOCK;
            }
        }
        return null;
    }

    /** Whether the file under this name is another one by now. */
    private boolean changed(String file, long number, @Nullable SegmentHeader known)
            throws IOException {
        if (!file.equals(inspection.files().get(number))) {
            return true;
        }
        try (SegmentBytes again = inspection.open(file)) {
            SegmentHeader header = SegmentHeader.read(again);
            return !header.equals(known);
        } catch (BadBytes | PackedBytes.Damage same) {
            return false;
        } catch (NoSuchFileException gone) {
            return true;
        }
    }
}

package org.parley.engine.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.parley.wire.problem.Problem;

/**
 * Looks at a journal's directory without changing anything in it, whether an engine has it open or
 * not, whole or damaged. Shows every whole batch; beside a running engine the last one may be a
 * moment from durable.
 */
public final class JournalInspection {
    private final Disk disk;

    /** Looks at a directory, usually {@link FileDisk#existing}. */
    public JournalInspection(Disk disk) {
        this.disk = disk;
    }

    /**
     * One segment.
     *
     * @param number its number
     * @param file its file
     * @param packed whether it is compressed
     * @param bytes size of the file
     * @param first position of its first entry; empty when unused or unreadable
     * @param end one past its last position; empty when not known
     * @param since when its first batch was written
     * @param trouble why it cannot be read
     */
    public record Part(
            long number,
            String file,
            boolean packed,
            long bytes,
            OptionalLong first,
            OptionalLong end,
            Optional<Instant> since,
            Optional<Problem> trouble) {}

    /**
     * Which entries to show.
     *
     * @param from first position
     * @param to one past the last position
     * @param since earliest time
     * @param before latest time, not itself included
     * @param lane only this lane
     */
    public record Filter(long from, long to, Instant since, Instant before, OptionalInt lane) {
        /** All entries. */
        public static final Filter ALL =
                new Filter(0, Long.MAX_VALUE, Instant.MIN, Instant.MAX, OptionalInt.empty());

        boolean wants(Entry entry) {
            return entry.position() >= from
                    && entry.position() < to
                    && !entry.time().isBefore(since)
                    && entry.time().isBefore(before)
                    && (lane.isEmpty() || lane.getAsInt() == entry.lane());
        }
    }

    /** Is shown what is found, in order. */
    public interface Visitor {
        /** An entry that the filter wants; false ends the walk. */
        boolean entry(Entry entry);

        /** A place that is not as it was written; the walk goes on after it. */
        void damage(Problem problem);

        /**
         * How far the walk has come.
         *
         * @param file the file that is being read
         * @param done bytes of all files done
         * @param total bytes of all files
         */
        void progress(String file, long done, long total);
    }

    /**
     * What a walk came to.
     *
     * @param entries entries that were read and are right
     * @param bytes bytes of their headers and bodies
     * @param damage places that are not as they were written, with what is missing there
     * @param notes what a person should know and is no damage
     */
    public record Report(long entries, long bytes, List<Problem> damage, List<Problem> notes) {
        /** Whether everything is as it was written. */
        public boolean isWhole() {
            return damage.isEmpty();
        }
    }

    /** The segments, oldest first. */
    public List<Part> parts() throws IOException {
        Optional<DurableMark.Mark> mark = DurableMark.read(disk);
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<Long, String> file : files().entrySet()) {
            parts.add(part(file.getKey(), file.getValue(), OptionalLong.empty()));
        }
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            OptionalLong end =
                    i + 1 < parts.size() && parts.get(i + 1).first().isPresent()
                            ? parts.get(i + 1).first()
                            : markEnd(mark, part.number());
            parts.set(
                    i,
                    new Part(
                            part.number(),
                            part.file(),
                            part.packed(),
                            part.bytes(),
                            part.first(),
                            part.first().isPresent() ? end : OptionalLong.empty(),
                            part.since(),
                            part.trouble()));
        }
        return List.copyOf(parts);
    }

    private static OptionalLong markEnd(Optional<DurableMark.Mark> mark, long number) {
        return mark.isPresent() && mark.get().segment() == number
                ? OptionalLong.of(mark.get().end())
                : OptionalLong.empty();
    }

    /** Files of segments by number; the raw one where both are there. */
    NavigableMap<Long, String> files() throws IOException {
        TreeMap<Long, String> files = new TreeMap<>();
        for (String name : disk.list()) {
            long raw = Segment.indexOf(name, Segment.RAW);
            long packed = Segment.indexOf(name, Segment.PACKED);
            if (raw >= 0) {
                files.put(raw, name);
            } else if (packed >= 0) {
                files.putIfAbsent(packed, name);
            }
        }
        return files;
    }

    private Part part(long number, String file, OptionalLong end) throws IOException {
        boolean packed = file.endsWith(Segment.PACKED);
        long size = 0;
        OptionalLong first = OptionalLong.empty();
        Optional<Instant> since = Optional.empty();
        Optional<Problem> trouble = Optional.empty();
        try (DiskFile opened = disk.openToRead(file)) {
            size = opened.size();
        }
        try (SegmentBytes bytes = open(file)) {
            SegmentHeader header = SegmentHeader.read(bytes);
            if (!LogScan.isBlank(bytes, Layout.SEGMENT_HEADER)) {
                RecordReader reader = new RecordReader(bytes, header, Layout.SEGMENT_HEADER);
                BatchHeader batch = reader.openBatch(Layout.SEGMENT_HEADER, bytes.size());
                first = OptionalLong.of(batch.first());
                since = Optional.of(RecordReader.instant(batch.micros()));
            }
        } catch (BadBytes bad) {
            trouble = Optional.of(JournalProblems.badHeader(file, bad));
        } catch (PackedBytes.Damage bad) {
            trouble = Optional.of(JournalProblems.badHeader(file, bad.at(0)));
        }
        return new Part(number, file, packed, size, first, end, since, trouble);
    }

    /** A segment's bytes, raw or packed. */
    SegmentBytes open(String file) throws IOException {
        return file.endsWith(Segment.PACKED)
                ? PackedBytes.open(disk.openToRead(file))
                : SegmentBytes.raw(disk.openToRead(file));
    }

    /** Shows entries, checking every record on the way. */
    public Report walk(Filter filter, Visitor visitor) throws IOException {
        return new JournalWalk(this, DurableMark.read(disk), filter, visitor).run();
    }

    /** Checks everything. */
    public Report verify(Visitor visitor) throws IOException {
        return walk(Filter.ALL, visitor);
    }
}

package org.parley.wire.hl7v2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which segments and ranges of a message a path names. */
final class Places {
    /** Up to so many segments a scan of the names beats a table. */
    private static final int FEW = 64;

    private Places() {}

    /** The first segment that the path names, or -1. */
    static int first(Message message, Path path) {
        if (!path.groups().isEmpty()) {
            int[] all = segments(message, path);
            return all.length == 0 ? -1 : all[0];
        }
        SegmentIndex index = message.index();
        return nth(message, path.name, Math.max(1, path.occurrence), 0, index.count());
    }

    private static int nth(Message message, int name, int occurrence, int from, int before) {
        SegmentIndex index = message.index();
        if (occurrence > 1 && index.count() > FEW) {
            return message.byName().nth(name, occurrence, from, before);
        }
        int at = index.next(name, from, before);
        for (int i = 1; i < occurrence && at >= 0; i++) {
            at = index.next(name, at + 1, before);
        }
        return at;
    }

    /** All segments that the path names, in order. */
    static int[] segments(Message message, Path path) {
        if (path.groups().isEmpty()) {
            return within(message, path, 0, message.segments());
        }
        IntStream.Builder found = IntStream.builder();
        for (Span range : ranges(message, path)) {
            for (int segment : within(message, path, range.from(), range.end())) {
                found.add(segment);
            }
        }
        return found.build().toArray();
    }

    /** The ranges of segments that a path's groups name. */
    static List<Span> ranges(Message message, Path path) {
        List<Span> ranges = List.of(new Span(0, message.segments()));
        Groups groups = message.groups();
        for (Path.Group step : path.groups()) {
            List<Span> inner = new ArrayList<>();
            for (Span range : ranges) {
                for (int group :
                        groups.within(step.name(), step.occurrence(), range.from(), range.end())) {
                    inner.add(new Span(groups.from(group), groups.before(group)));
                }
            }
            ranges = inner;
        }
        return ranges;
    }

    private static int[] within(Message message, Path path, int from, int before) {
        if (path.occurrence > 0) {
            int at = nth(message, path.name, path.occurrence, from, before);
            return at < 0 ? new int[0] : new int[] {at};
        }
        SegmentIndex index = message.index();
        int[] found = new int[4];
        int count = 0;
        int at = index.next(path.name, from, before);
        while (at >= 0) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = at;
            at = index.next(path.name, at + 1, before);
        }
        return Arrays.copyOf(found, count);
    }

    /** The first range that the path names in a segment, packed. */
    static long in(Message message, int segment, Path path) {
        long field = field(message, segment, path);
        if (field == Locator.ABSENT || path.field == 0) {
            return field;
        }
        if (undivided(path)) {
            boolean first = path.repetition <= 1 && path.component <= 1 && path.subcomponent <= 1;
            return first ? field : Locator.ABSENT;
        }
        return Locator.within(message.view(), field, message.delimiters(), path);
    }

    /** The whole field, repetitions included, or the whole segment for a segment path. */
    static long field(Message message, int segment, Path path) {
        SegmentIndex index = message.index();
        int from = index.from(segment);
        int end = index.end(segment);
        return path.field == 0
                ? Locator.pack(from, end)
                : Locator.field(message.view(), from, end, message.delimiters(), path.field);
    }

    /** MSH-1 and MSH-2, and those of batch headers, are signs and not values. */
    static boolean undivided(Path path) {
        return path.field <= 2 && Locator.header(path.name);
    }

    static List<Span> all(Message message, Path path) {
        List<Span> spans = new ArrayList<>();
        for (int segment : segments(message, path)) {
            long field = field(message, segment, path);
            if (field == Locator.ABSENT) {
                continue;
            }
            if (path.field == 0 || path.repetition > 0 || undivided(path)) {
                add(spans, in(message, segment, path));
            } else {
                repetitions(message, field, path, spans);
            }
        }
        return spans;
    }

    /** Each repetition in turn, without starting over, so that many cost no more than they are. */
    private static void repetitions(Message message, long field, Path path, List<Span> spans) {
        byte[] view = message.view();
        byte separator = (byte) message.delimiters().repetition();
        int from = Locator.from(field);
        int end = Locator.end(field);
        while (from <= end) {
            int stop = separator == 0 ? -1 : Bytes.indexOf(view, from, end, separator);
            int until = stop < 0 ? end : stop;
            long one = Locator.pack(from, until);
            add(spans, Locator.within(view, one, message.delimiters(), 1, path));
            from = until + 1;
        }
    }

    private static void add(List<Span> spans, long range) {
        if (range != Locator.ABSENT) {
            spans.add(new Span(Locator.from(range), Locator.end(range)));
        }
    }

    static int count(Message message, Path path) {
        if (path.field == 0) {
            return segments(message, path).length;
        }
        int segment = first(message, path);
        if (segment < 0) {
            return 0;
        }
        long field = field(message, segment, path);
        if (field == Locator.ABSENT || Locator.from(field) == Locator.end(field)) {
            return 0;
        }
        return undivided(path)
                ? 1
                : Locator.parts(
                        message.view(),
                        Locator.from(field),
                        Locator.end(field),
                        (byte) message.delimiters().repetition());
    }
}

package org.parley.wire.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Problem;

/** Whole-segment changes: each makes a new message and leaves every other byte alone. */
final class Rows {
    private Rows() {}

    /** The same message over another view. */
    static Message with(Message base, byte[] view, List<Problem> early) {
        return with(base, view, early, base.delimiters());
    }

    static Message with(Message base, byte[] view, List<Problem> early, Delimiters d) {
        return with(base, view, base.transcoded(), early, d);
    }

    static Message with(
            Message base,
            byte[] view,
            @Nullable Charset transcoded,
            List<Problem> early,
            Delimiters d) {
        byte[] bytes =
                transcoded == null
                        ? view
                        : new String(view, StandardCharsets.UTF_8).getBytes(transcoded);
        SegmentIndex index = new SegmentIndex(view, base.index().from(0), (byte) d.field());
        return new Message(bytes, view, transcoded, base.defaults(), d, index, List.copyOf(early));
    }

    /** With an empty segment of that name after that segment. */
    static Message inserted(Message base, int after, String name) {
        return inserted(base, base.index().end(after), line(base, name));
    }

    private static Message inserted(Message base, int at, byte[] line) {
        return with(
                base,
                new Splice(at, at, line).applied(base.view(), 0, base.view().length),
                base.early());
    }

    /** A line break as MSH has it, the name and a separator, for a bare name may be text. */
    private static byte[] line(Message base, String name) {
        return (lineBreak(base) + name + base.delimiters().field())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String lineBreak(Message base) {
        byte[] view = base.view();
        int at = base.index().end(0);
        if (at >= view.length || view[at] == '\r') {
            return at + 1 < view.length && view[at + 1] == '\n' ? "\r\n" : "\r";
        }
        return "\n";
    }

    /** With as many segments as the path needs to name one. */
    static Message created(Message base, Path path) {
        int missing = Math.max(1, path.occurrence) - Places.segments(base, anyOf(path)).length;
        if (missing < 1 || missing > Splice.MAX_CREATED || path.name == StandardNames.MSH) {
            return base;
        }
        byte[] line = line(base, path.segment());
        byte[] lines = new byte[line.length * missing];
        for (int i = 0; i < missing; i++) {
            System.arraycopy(line, 0, lines, i * line.length, line.length);
        }
        return inserted(base, base.index().end(home(base, path)), lines);
    }

    private static Path anyOf(Path path) {
        return path.occurrence == 0 ? path : path.atOccurrence(0);
    }

    /** The segment after which a new one goes: the last of its name, or where it belongs. */
    private static int home(Message base, Path path) {
        int[] same = Places.segments(base, anyOf(path));
        if (same.length > 0) {
            return same[same.length - 1];
        }
        List<Span> ranges =
                path.groups().isEmpty()
                        ? List.of(new Span(0, base.segments()))
                        : Places.ranges(base, path);
        Part.Group grammar = Structures.standard().grammar(base);
        if (ranges.isEmpty() || grammar == null) {
            return base.segments() - 1;
        }
        List<Integer> order = new ArrayList<>();
        flatten(grammar, order);
        int wanted = order.indexOf(path.name);
        Span range = ranges.getFirst();
        int last = range.from();
        for (int i = range.from(); i < range.end(); i++) {
            int place = order.indexOf(base.index().name(i));
            if (wanted >= 0 && place > wanted) {
                break;
            }
            last = wanted < 0 || place >= 0 ? i : last;
        }
        return last;
    }

    private static void flatten(Part.Group group, List<Integer> order) {
        for (Part part : group.parts()) {
            switch (part) {
                case Part.Leaf leaf -> order.addAll(leaf.names());
                case Part.Group inner -> flatten(inner, order);
            }
        }
    }
}

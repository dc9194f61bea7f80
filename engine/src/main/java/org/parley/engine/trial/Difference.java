package org.parley.engine.trial;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** How two messages differ, for a person: segment by segment and field by field, old → new. */
final class Difference {
    /** Lines of one difference; the rest is only counted. */
    static final int MAX_LINES = 20;

    /** Characters of a value that are shown. */
    private static final int SHOWN = 120;

    private Difference() {}

    static List<String> lines(byte[] was, byte[] is) {
        List<String> all =
                Message.read(was) instanceof Reading.Good old
                                && Message.read(is) instanceof Reading.Good now
                        ? messages(old.message(), now.message())
                        : texts(was, is);
        if (all.size() > MAX_LINES) {
            int more = all.size() - MAX_LINES;
            all = new ArrayList<>(all.subList(0, MAX_LINES));
            all.add("and " + more + " more differences");
        }
        return all;
    }

    private static List<String> messages(Message was, Message is) {
        Map<String, String> old = segments(was);
        Map<String, String> now = segments(is);
        List<String> lines = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        String separator = Pattern.quote(String.valueOf(is.delimiters().field()));
        boolean same = was.delimiters().field() == is.delimiters().field();
        for (String name : names) {
            String before = old.get(name);
            String after = now.get(name);
            if (before == null) {
                lines.add(name + " is new: " + shown(after == null ? "" : after));
            } else if (after == null) {
                lines.add(name + " is gone: " + shown(before));
            } else if (!before.equals(after) && same) {
                fields(name, before.split(separator, -1), after.split(separator, -1), lines);
            } else if (!before.equals(after)) {
                lines.add(name + "  " + quoted(before) + " → " + quoted(after));
            }
        }
        if (lines.isEmpty()) {
            lines.add(
                    List.copyOf(old.keySet()).equals(List.copyOf(now.keySet()))
                            ? "only bytes that no field holds differ, such as line ends"
                            : "the segments stand in another order");
        }
        return lines;
    }

    /** Segments by name and occurrence, in their order. */
    private static Map<String, String> segments(Message message) {
        Map<String, Integer> seen = new HashMap<>();
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < message.segments(); i++) {
            String name = message.segmentName(i);
            int occurrence = seen.merge(name, 1, Integer::sum);
            byte[] bytes = message.view();
            var span = message.segmentSpan(i);
            String text =
                    new String(bytes, span.from(), span.end() - span.from(), message.charset());
            all.put(occurrence == 1 ? name : name + "[" + occurrence + "]", text);
        }
        return all;
    }

    private static void fields(String name, String[] was, String[] is, List<String> lines) {
        // MSH-1 is the separator itself, so that MSH's second piece is its field 2.
        int shift = name.startsWith("MSH") ? 1 : 0;
        for (int i = 1; i < Math.max(was.length, is.length); i++) {
            String before = i < was.length ? was[i] : "";
            String after = i < is.length ? is[i] : "";
            if (!before.equals(after)) {
                lines.add(
                        "%s-%d  %s → %s".formatted(name, i + shift, quoted(before), quoted(after)));
            } else if (before.isEmpty() && i >= was.length != i >= is.length) {
                lines.add(
                        "%s ends with %s empty fields"
                                .formatted(name, is.length > was.length ? "more" : "fewer"));
                return;
            }
        }
    }

    private static List<String> texts(byte[] was, byte[] is) {
        Charset charset = StandardCharsets.ISO_8859_1;
        String[] old = new String(was, charset).split("\r\n|\r|\n", -1);
        String[] now = new String(is, charset).split("\r\n|\r|\n", -1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(old.length, now.length); i++) {
            String before = i < old.length ? old[i] : "";
            String after = i < now.length ? now[i] : "";
            if (!before.equals(after)) {
                lines.add("line %d  %s → %s".formatted(i + 1, quoted(before), quoted(after)));
            }
        }
        if (lines.isEmpty()) {
            lines.add("only line ends differ");
        }
        return lines;
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "(empty)" : "\"" + shown(text) + "\"";
    }

    private static String shown(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "·");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
    }
}

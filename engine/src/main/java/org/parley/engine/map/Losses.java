package org.parley.engine.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.wire.hl7v2.Delimiters;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Span;

/** Finds what was in a message and is in none of those that came out. */
final class Losses {
    private Losses() {}

    /** Fields of the one message with a value that no field of the others has, as paths. */
    static List<String> of(Message in, List<Message> out) {
        Set<String> kept = new HashSet<>();
        for (Message message : out) {
            walk(message, (_, value) -> kept.add(value));
        }
        List<String> dropped = new ArrayList<>();
        walk(
                in,
                (place, value) -> {
                    boolean last = !dropped.isEmpty() && dropped.getLast().equals(place);
                    if (!last && !kept.contains(value)) {
                        dropped.add(place);
                    }
                });
        return dropped;
    }

    private interface Leaf {
        void at(String field, String value);
    }

    private static void walk(Message message, Leaf leaf) {
        Map<String, Integer> totals = new HashMap<>();
        for (int i = 0; i < message.segments(); i++) {
            totals.merge(message.segmentName(i), 1, Integer::sum);
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < message.segments(); i++) {
            String name = message.segmentName(i);
            int occurrence = seen.merge(name, 1, Integer::sum);
            boolean several = totals.getOrDefault(name, 0) > 1;
            String place = name + (several ? "[" + occurrence + "]" : "");
            boolean header = name.equals("MSH");
            byte field = (byte) message.delimiters().field();
            Span span = message.segmentSpan(i);
            int number = header ? 1 : 0;
            int from = Math.min(span.end(), span.from() + 4);
            while (from <= span.end()) {
                int end = next(message.view(), from, span.end(), field);
                number++;
                if (!header || number > 2) {
                    parts(message, place + "-" + number, from, end, leaf);
                }
                from = end + 1;
            }
        }
    }

    private static void parts(Message message, String place, int from, int end, Leaf leaf) {
        Delimiters d = message.delimiters();
        byte[] view = message.view();
        int start = from;
        for (int i = from; i <= end; i++) {
            char c = i == end ? d.repetition() : (char) (view[i] & 0xff);
            boolean cut =
                    i == end || c == d.repetition() || c == d.component() || c == d.subcomponent();
            if (cut) {
                String value = message.decoded(new Span(start, i)).strip();
                if (!value.isEmpty() && !value.equals("\"\"")) {
                    leaf.at(place, value);
                }
                start = i + 1;
            }
        }
    }

    private static int next(byte[] view, int from, int end, byte separator) {
        int at = from;
        while (at < end && view[at] != separator) {
            at++;
        }
        return at;
    }
}

package org.parley.engine.map.fhir;

import java.util.HashMap;
import java.util.Map;
import org.parley.wire.hl7v2.Delimiters;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Span;

/** Names the places of a message's bytes as paths, and goes through all its leaves. */
final class Positions {
    private final Message message;
    private final byte[] view;
    private final Delimiters d;
    private final String[] names;

    Positions(Message message) {
        this.message = message;
        this.view = message.view();
        this.d = message.delimiters();
        this.names = new String[message.segments()];
        Map<String, Integer> totals = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            totals.merge(message.segmentName(i), 1, Integer::sum);
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            String name = message.segmentName(i);
            int occurrence = seen.merge(name, 1, Integer::sum);
            names[i] = totals.getOrDefault(name, 0) > 1 ? name + "[" + occurrence + "]" : name;
        }
    }

    /** Hears of a leaf with a value. */
    interface Leaf {
        void at(String place, int from, int end);
    }

    /** The path of the leaf at a byte. */
    String path(int at) {
        for (int i = 0; i < names.length; i++) {
            Span span = message.segmentSpan(i);
            if (at >= span.from() && at < span.end()) {
                String[] found = {names[i]};
                segment(
                        i,
                        (place, from, end) -> {
                            if (at >= from && at < end) {
                                found[0] = place;
                            }
                        });
                return found[0];
            }
        }
        return "";
    }

    /** Every leaf with a value; HL7's null and the delimiters of MSH are none. */
    void leaves(Leaf leaf) {
        for (int i = 0; i < names.length; i++) {
            segment(i, leaf);
        }
    }

    private void segment(int segment, Leaf leaf) {
        Span span = message.segmentSpan(segment);
        boolean header = message.segmentName(segment).equals("MSH");
        int number = header ? 1 : 0;
        int from = span.from() + 4;
        while (from <= span.end()) {
            int end = next(from, span.end(), d.field());
            number++;
            if (!header || number > 2) {
                field(names[segment] + "-" + number, from, end, leaf);
            }
            from = end + 1;
        }
    }

    private void field(String field, int from, int end, Leaf leaf) {
        boolean several = next(from, end, d.repetition()) < end;
        int repetition = 0;
        int at = from;
        while (at <= end) {
            int stop = next(at, end, d.repetition());
            repetition++;
            component(several ? field + "[" + repetition + "]" : field, at, stop, leaf);
            at = stop + 1;
        }
    }

    private void component(String repetition, int from, int end, Leaf leaf) {
        boolean several = next(from, end, d.component()) < end;
        int component = 0;
        int at = from;
        while (at <= end) {
            int stop = next(at, end, d.component());
            component++;
            String place = repetition + "." + component;
            boolean parted = next(at, stop, d.subcomponent()) < stop;
            if (parted) {
                subcomponents(place, at, stop, leaf);
            } else {
                valued(several ? place : repetition, at, stop, leaf);
            }
            at = stop + 1;
        }
    }

    private void subcomponents(String component, int from, int end, Leaf leaf) {
        int number = 0;
        int at = from;
        while (at <= end) {
            int stop = next(at, end, d.subcomponent());
            valued(component + "." + ++number, at, stop, leaf);
            at = stop + 1;
        }
    }

    private void valued(String place, int from, int end, Leaf leaf) {
        boolean isNull = end - from == 2 && view[from] == '"' && view[from + 1] == '"';
        for (int i = from; i < end && !isNull; i++) {
            if (view[i] != ' ') {
                leaf.at(place, from, end);
                return;
            }
        }
    }

    private int next(int from, int end, char sign) {
        int at = from;
        while (at < end && (sign == Delimiters.NONE || view[at] != (byte) sign)) {
            at++;
        }
        return at;
    }
}

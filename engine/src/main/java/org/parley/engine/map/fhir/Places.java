package org.parley.engine.map.fhir;

import java.util.Arrays;
import org.parley.wire.hl7v2.Delimiters;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Outline;
import org.parley.wire.hl7v2.Span;

/**
 * Reads one message from where a row stands: its own segment, the field and repetition it is at,
 * and the segments nearest above. Ranges are packed in a long, from in the upper half.
 */
final class Places {
    static final long ABSENT = -1;

    private static final int[] NONE = {};

    /** Most names of which it is known where they are. */
    private static final int SEEN = 32;

    private static final int HEADER = 0x4d5348;

    private final Message message;
    private final byte[] view;
    private final byte fieldSign;
    private final byte repetitionSign;
    private final byte componentSign;
    private final byte subcomponentSign;
    private final byte escape;
    private final int[] names;
    private final long someNames;
    private final boolean oneHeader;
    private final boolean allPlain;
    private final int[] seenNames = new int[SEEN];
    private final int[][] seenAt = new int[SEEN][];
    private int seen;
    private final Cut[] kept;
    private final int[] keptOf = new int[Desk.SEGMENTS];

    /** Components of the repetition at hand: where they begin, cut when first asked for. */
    private final Cut parts;

    private final Cut below;

    private long partsOf = ABSENT;

    private final Surroundings around;
    private final Questions questions = new Questions(this);

    private int segment;
    private int leadSegment;
    private int leadField;
    private long lead = ABSENT;

    Places(Message message, Desk desk) {
        this.message = message;
        this.view = message.view();
        Delimiters d = message.delimiters();
        fieldSign = (byte) d.field();
        repetitionSign = (byte) d.repetition();
        componentSign = (byte) d.component();
        subcomponentSign = (byte) d.subcomponent();
        escape = (byte) d.escape();
        parts = desk.parts().components(d);
        below = desk.below().subcomponents(d);
        kept = desk.segments();
        for (int i = 0; i < kept.length; i++) {
            kept[i].fields(d);
            keptOf[i] = -1;
        }
        around = new Surroundings(message);
        names = new int[message.segments()];
        int headers = 0;
        long some = 0;
        for (int i = 0; i < names.length; i++) {
            int at = message.segmentSpan(i).from();
            names[i] =
                    ((view[at] & 0xff) << 16)
                            | ((view[at + 1] & 0xff) << 8)
                            | (view[at + 2] & 0xff);
            headers += names[i] == HEADER ? 1 : 0;
            some |= nameBit(names[i]);
        }
        someNames = some;
        allPlain = message.plain();
        oneHeader = headers == 1 && outline().innermost(0) == 0;
    }

    /** A bit that few other names have. */
    private static long nameBit(int name) {
        return 1L << ((name * 0x9e3779b9) >>> 26);
    }

    static long pack(int from, int end) {
        return ((long) from << 32) | end;
    }

    static int from(long range) {
        return (int) (range >>> 32);
    }

    static int end(long range) {
        return (int) range;
    }

    Message message() {
        return message;
    }

    /** Which groups the message has. */
    Outline outline() {
        return around.outline();
    }

    /** False when a segment stands in another occurrence of a group that this one stands in. */
    boolean near(int other) {
        return around.apart(segment, other) == Surroundings.NOWHERE;
    }

    byte[] view() {
        return view;
    }

    byte escape() {
        return escape;
    }

    /** The segment that the row stands at. */
    int segment() {
        return segment;
    }

    /** Goes to a segment, and to no field of it. */
    void at(int where) {
        segment = where;
        leadSegment = where;
        leadField = 0;
        lead = ABSENT;
    }

    /** Goes to one repetition of a field, of this segment or another. */
    void lead(int where, int field, long repetition) {
        leadSegment = where;
        leadField = field;
        lead = repetition;
    }

    int leadSegment() {
        return leadSegment;
    }

    int leadField() {
        return leadField;
    }

    long lead() {
        return lead;
    }

    /** All segments of that name, by number. */
    int[] all(int name) {
        if ((someNames & nameBit(name)) == 0) {
            return NONE;
        }
        for (int i = 0; i < seen; i++) {
            if (seenNames[i] == name) {
                return seenAt[i];
            }
        }
        int[] found = new int[1];
        int count = 0;
        for (int i = 0; i < names.length; i++) {
            if (names[i] == name) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i;
            }
        }
        found = count == found.length ? found : Arrays.copyOf(found, count);
        if (seen < seenNames.length) {
            seenNames[seen] = name;
            seenAt[seen++] = found;
        }
        return found;
    }

    /**
     * The segment of that name nearest above, or else the first below; -1 when there is none. What
     * stands in another occurrence of a group that this segment stands in is none of its own.
     */
    int nearest(int name) {
        if (names[leadSegment] == name) {
            return leadSegment;
        }
        if (names[segment] == name) {
            return segment;
        }
        if (name == HEADER && oneHeader) {
            return 0;
        }
        return around.nearest(segment, all(name));
    }

    /** How many segments of that name there are, those of other occurrences left out. */
    int near(String name) {
        return around.near(segment, all(Place.packed(name)));
    }

    /** True when a place is in the segment that the row stands at. */
    boolean here(Place place) {
        return names[segment] == place.segment();
    }

    /** A whole field with its repetitions. */
    long field(int where, int number) {
        Cut fields = cutFields(where);
        int index = names[where] == HEADER ? number - 1 : number;
        return index < 1 || index > fields.count() ? ABSENT : fields.part(index);
    }

    /** How many fields a segment has. */
    int fields(int where) {
        int count = cutFields(where).count();
        return names[where] == HEADER ? count + 1 : count;
    }

    private Cut cutFields(int where) {
        int slot = where & (Desk.SEGMENTS - 1);
        Cut fields = kept[slot];
        if (keptOf[slot] != where) {
            keptOf[slot] = where;
            Span span = message.segmentSpan(where);
            int sign = next(span.from() + 3, span.end(), fieldSign);
            if (sign < span.end()) {
                fields.cut(view, sign + 1, span.end(), Integer.MAX_VALUE);
            } else {
                fields.none();
            }
        }
        return fields;
    }

    private Cut cutLead() {
        if (partsOf != lead) {
            partsOf = lead;
            parts.cut(view, from(lead), end(lead), Cut.MOST_BITS);
        }
        return parts;
    }

    /** Which fields of a segment are not empty. */
    Present present(int where) {
        Present fields = cutFields(where).present();
        return names[where] == HEADER
                ? new Present(fields.valued() << 1, fields.parted() << 1)
                : fields;
    }

    /** Which components of the repetition at hand are not empty. */
    Present components() {
        return lead == ABSENT ? Present.NOTHING : cutLead().present();
    }

    /** Which subcomponents of a component of the repetition at hand are not empty. */
    Present subcomponents(int component) {
        long range = within(lead, component, 0);
        if (range == ABSENT) {
            return Present.NOTHING;
        }
        below.cut(view, from(range), end(range), Cut.MOST_BITS);
        return below.present();
    }

    /** The end of the repetition that begins here. */
    int repetitionEnd(int from, int end) {
        return repetitionSign == 0 ? end : next(from, end, repetitionSign);
    }

    private int next(int from, int end, byte sign) {
        int at = from;
        while (at < end && view[at] != sign) {
            at++;
        }
        return at;
    }

    private long part(long range, byte sign, int number) {
        if (range == ABSENT || number == 0) {
            return range;
        }
        int from = from(range);
        int end = end(range);
        if (sign == 0) {
            return number == 1 ? range : ABSENT;
        }
        for (int i = 1; i < number; i++) {
            from = next(from, end, sign) + 1;
            if (from > end) {
                return ABSENT;
            }
        }
        return pack(from, next(from, end, sign));
    }

    /** A component and subcomponent within a repetition. */
    long within(long repetition, int component, int subcomponent) {
        long range = component(repetition, component);
        return subcomponent == 0 ? range : part(range, subcomponentSign, subcomponent);
    }

    private long component(long repetition, int component) {
        if (repetition != lead || lead == ABSENT || component == 0 || component > Cut.MOST_BITS) {
            return part(repetition, componentSign, component);
        }
        Cut cut = cutLead();
        return component > cut.count() ? ABSENT : cut.part(component);
    }

    /** The n-th repetition of a field, from 1. */
    long repetition(long field, int number) {
        return part(field, repetitionSign, number);
    }

    /** Where a place is; its first repetition when it names none and is not at one. */
    long find(Place place) {
        return switch (place.kind()) {
            case VALUE -> within(lead, place.component(), place.subcomponent());
            case FIELD -> in(segment, place);
            case ELSEWHERE -> {
                int where = nearest(place.segment());
                yield where < 0 ? ABSENT : in(where, place);
            }
        };
    }

    private long in(int where, Place place) {
        long field = field(where, place.field());
        if (field == ABSENT) {
            return ABSENT;
        }
        long one = repetition(field, Math.max(1, place.repetition()));
        return within(one, place.component(), place.subcomponent());
    }

    /** What a range says, escapes resolved. */
    String text(long range) {
        return range == ABSENT || from(range) == end(range)
                ? ""
                : message.decoded(new Span(from(range), end(range)));
    }

    /** False when a value is to be decoded: bytes of ASCII without escapes stand for themselves. */
    boolean plain(long range) {
        if (allPlain) {
            return true;
        }
        for (int i = from(range); i < end(range); i++) {
            if (view[i] < 0 || view[i] == escape) {
                return false;
            }
        }
        return true;
    }

    /** Conditions ask here. */
    Questions questions() {
        return questions;
    }
}

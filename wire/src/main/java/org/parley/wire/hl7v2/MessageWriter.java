package org.parley.wire.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a new message, segment by segment, in the usual delimiters and in UTF-8. Texts are
 * escaped; a place that has a text keeps it. Belongs to one thread; its cost is linear in what is
 * written.
 */
public final class MessageWriter {
    /** Largest number of a field, repetition, component or subcomponent. */
    public static final int MAX_NUMBER = 9_999;

    /** Longest message, in characters. */
    public static final int MAX_LENGTH = 256 * 1024 * 1024;

    private static final int BITS = 14;
    private static final int MASK = (1 << BITS) - 1;

    private final Delimiters delimiters = Delimiters.usual();
    private final StringBuilder out = new StringBuilder(512);
    private final TreeMap<Long, String> places = new TreeMap<>();
    private String name = "";

    /** Ends the segment before and begins another. */
    public void segment(String threeLetters) {
        if (!threeLetters.matches("[A-Z][A-Z0-9]{2}")) {
            throw new IllegalArgumentException("not a segment's name: " + threeLetters);
        }
        end();
        name = threeLetters;
    }

    /**
     * Puts a text into the segment; an empty text does nothing. Numbers count from 1; 0 for a
     * component or subcomponent means the first.
     *
     * @return false when the place had a text already, which stays
     */
    public boolean put(int field, int repetition, int component, int subcomponent, String text) {
        if (text.isEmpty()) {
            return true;
        }
        return places.putIfAbsent(
                        key(
                                number(field),
                                number(repetition),
                                number(Math.max(1, component)),
                                number(Math.max(1, subcomponent))),
                        text)
                == null;
    }

    /** Whether anything stands at or below a place; 0 for what is not asked for. */
    public boolean has(int field, int repetition, int component, int subcomponent) {
        long from = key(field, repetition, component, subcomponent);
        long to =
                key(
                        field,
                        repetition == 0 ? MASK : repetition,
                        component == 0 ? MASK : component,
                        subcomponent == 0 ? MASK : subcomponent);
        Long first = places.ceilingKey(from);
        return first != null && first <= to;
    }

    /** How many repetitions a field has so far. */
    public int repetitions(int field) {
        Long last = places.floorKey(key(field, MASK, MASK, MASK));
        return last == null || (int) (last >>> (3 * BITS)) != field
                ? 0
                : (int) (last >>> (2 * BITS)) & MASK;
    }

    /** Whether the segment begun last has anything yet. */
    public boolean empty() {
        return places.isEmpty();
    }

    /** Takes back the segment begun last with all that is in it. */
    public void takeBack() {
        places.clear();
        name = "";
    }

    /** Everything written. */
    public Reading done() {
        end();
        return Message.read(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static int number(int number) {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("not 1 to " + MAX_NUMBER + ": " + number);
        }
        return number;
    }

    private static long key(int field, int repetition, int component, int subcomponent) {
        return ((long) field << (3 * BITS))
                | ((long) repetition << (2 * BITS))
                | ((long) component << BITS)
                | subcomponent;
    }

    private void end() {
        if (name.isEmpty()) {
            return;
        }
        boolean header = name.equals("MSH");
        out.append(name);
        if (header) {
            out.append(delimiters.field()).append(delimiters.encodingCharacters());
        }
        int[] at = {header ? 2 : 0, 1, 1, 1};
        for (Map.Entry<Long, String> place : places.entrySet()) {
            step(at, place.getKey());
            out.append(Escapes.encode(place.getValue(), delimiters));
            if (out.length() > MAX_LENGTH) {
                throw new IllegalStateException("more than " + MAX_LENGTH + " characters");
            }
        }
        out.append('\r');
        places.clear();
        name = "";
    }

    /** Writes the delimiters between the place before and this one. */
    private void step(int[] at, long key) {
        char[] signs = {
            delimiters.field(),
            delimiters.repetition(),
            delimiters.component(),
            delimiters.subcomponent()
        };
        for (int level = 0; level < 4; level++) {
            int number = (int) (key >>> ((3 - level) * BITS)) & MASK;
            if (number != at[level]) {
                for (int i = at[level]; i < number; i++) {
                    out.append(signs[level]);
                }
                at[level] = number;
                java.util.Arrays.fill(at, level + 1, 4, 1);
            }
        }
    }
}

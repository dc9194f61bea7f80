package org.parley.engine.route;

import org.parley.wire.hl7v2.Delimiters;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Span;

/**
 * Walks the bytes of a message for the identifiers that order keys are made of, without building
 * anything on the way: it runs once for every message received.
 */
final class KeySpans {
    /** What is found; the range holds the raw bytes of one component, blanks trimmed. */
    interface Found {
        void found(int from, int end);
    }

    private final byte[] view;
    private final byte field;
    private final byte repetition;
    private final byte component;

    KeySpans(Message message) {
        this.view = message.view();
        Delimiters delimiters = message.delimiters();
        this.field = (byte) delimiters.field();
        this.repetition = (byte) delimiters.repetition();
        this.component = (byte) delimiters.component();
    }

    /** True when the segment has this name of three letters. */
    boolean named(Span segment, String name) {
        int at = segment.from();
        return segment.length() > 3
                && view[at] == name.charAt(0)
                && view[at + 1] == name.charAt(1)
                && view[at + 2] == name.charAt(2);
    }

    /** The component of the first repetition that has one; false when none has. */
    boolean first(Span segment, int number, int part, Found found) {
        return repetitions(segment, number, part, found, true);
    }

    /** The component of every repetition that has one; false when none has. */
    boolean each(Span segment, int number, int part, Found found) {
        return repetitions(segment, number, part, found, false);
    }

    private boolean repetitions(Span segment, int number, int part, Found found, boolean onlyOne) {
        int at = nth(segment.from(), segment.end(), field, number);
        if (at < 0) {
            return false;
        }
        int end = next(at, segment.end(), field);
        boolean any = false;
        while (at <= end && !(any && onlyOne)) {
            int stop = next(at, end, repetition);
            any |= component(at, stop, part, found);
            at = stop + 1;
        }
        return any;
    }

    private boolean component(int from, int end, int part, Found found) {
        int start = nth(from, end, component, part - 1);
        if (start < 0) {
            return false;
        }
        int stop = next(start, end, component);
        while (start < stop && view[start] == ' ') {
            start++;
        }
        while (start < stop && view[stop - 1] == ' ') {
            stop--;
        }
        boolean absent = start == stop;
        if (absent || (stop - start == 2 && view[start] == '"' && view[start + 1] == '"')) {
            return false;
        }
        found.found(start, stop);
        return true;
    }

    /** One past the n-th separator; the range's start when n is 0; -1 when there are fewer. */
    private int nth(int from, int end, byte separator, int n) {
        int at = from;
        for (int left = n; left > 0; left--) {
            at = next(at, end, separator) + 1;
            if (at > end) {
                return -1;
            }
        }
        return at;
    }

    private int next(int from, int end, byte separator) {
        if (separator == 0) {
            return end;
        }
        int at = from;
        while (at < end && view[at] != separator) {
            at++;
        }
        return at;
    }
}

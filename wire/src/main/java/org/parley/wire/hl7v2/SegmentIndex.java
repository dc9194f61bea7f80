package org.parley.wire.hl7v2;

import java.util.Arrays;

/** Where each segment begins and ends. Built in one pass; immutable. */
final class SegmentIndex {
    private static final long CARRIAGE_RETURNS = Bytes.repeated((byte) '\r');
    private static final long LINE_FEEDS = Bytes.repeated((byte) '\n');

    final byte[] bytes;
    private final byte separator;
    private int[] from = new int[24];
    private int[] end = new int[24];
    private int[] names = new int[24];
    private int count;
    private int continued;
    private int firstContinued = -1;
    private boolean ascii;
    private int lineFrom;
    private int firstBreak;

    /** Indexes from the first byte of MSH on. */
    SegmentIndex(byte[] bytes, int start, byte separator) {
        this.bytes = bytes;
        this.separator = separator;
        scan(start);
    }

    private void scan(int start) {
        lineFrom = start;
        int length = bytes.length;
        long seen = 0;
        int at = start;
        for (; at <= length - 8; at += 8) {
            long word = (long) Bytes.WORD.get(bytes, at);
            seen |= word;
            long breaks = Bytes.matches(word, CARRIAGE_RETURNS) | Bytes.matches(word, LINE_FEEDS);
            while (breaks != 0) {
                lineEndsAt(at + (Long.numberOfTrailingZeros(breaks) >>> 3));
                breaks &= breaks - 1;
            }
        }
        for (; at < length; at++) {
            byte each = bytes[at];
            seen |= each;
            if (each == '\r' || each == '\n') {
                lineEndsAt(at);
            }
        }
        lineEndsAt(length);
        ascii = (seen & Bytes.HIGH_BITS) == 0;
    }

    private void lineEndsAt(int at) {
        int first = lineFrom;
        lineFrom = at + 1;
        if (first >= at || blank(first, at)) {
            return;
        }
        if (count == 0 || beginsSegment(first, at)) {
            if (count == from.length) {
                grow();
            }
            from[count] = first;
            end[count] = at;
            names[count++] = Bytes.name(bytes, first);
            if (count == 1) {
                firstBreak = at < bytes.length ? bytes[at] : '\r';
            }
        } else {
            end[count - 1] = at;
            continued++;
            if (firstContinued < 0) {
                firstContinued = count - 1;
            }
        }
    }

    private void grow() {
        from = Arrays.copyOf(from, count * 2);
        end = Arrays.copyOf(end, count * 2);
        names = Arrays.copyOf(names, count * 2);
    }

    private boolean blank(int first, int at) {
        for (int i = first; i < at; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean beginsSegment(int first, int at) {
        if (at - first < 3
                || !capital(bytes[first])
                || !capitalOrDigit(bytes[first + 1])
                || !capitalOrDigit(bytes[first + 2])) {
            return false;
        }
        boolean bare = at - first == 3;
        if (!bare && bytes[first + 3] != separator) {
            return false;
        }
        boolean known = StandardNames.segment(Bytes.name(bytes, first));
        boolean same = sameBreakAsFirst(first);
        return bare ? known && same : known || same;
    }

    /**
     * After another kind of break than MSH's there is likely text: CR ends segments, LF is inside.
     */
    private boolean sameBreakAsFirst(int first) {
        byte before = bytes[first - 1];
        boolean pair = before == '\n' && first > 1 && bytes[first - 2] == '\r';
        return before == firstBreak || (pair && firstBreak == '\r');
    }

    private static boolean capital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private static boolean capitalOrDigit(byte b) {
        return capital(b) || (b >= '0' && b <= '9');
    }

    int count() {
        return count;
    }

    int from(int segment) {
        return from[segment];
    }

    int end(int segment) {
        return end[segment];
    }

    int name(int segment) {
        return names[segment];
    }

    /** The next segment of that name at or after this one and before the end, or -1. */
    int next(int name, int segment, int before) {
        for (int i = segment; i < before; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        return -1;
    }

    /** How many lines continued a segment. */
    int continued() {
        return continued;
    }

    /** The first segment with a raw line break inside, or -1. */
    int firstContinued() {
        return firstContinued;
    }

    /** True when no byte from MSH on is above 127. */
    boolean ascii() {
        return ascii;
    }
}

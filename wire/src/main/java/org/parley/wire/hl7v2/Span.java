package org.parley.wire.hl7v2;

/**
 * A range of bytes in {@link Message#view()}.
 *
 * @param from first byte
 * @param end byte after the last
 */
public record Span(int from, int end) {
    public Span {
        if (from < 0 || end < from) {
            throw new IllegalArgumentException("not a range: " + from + " to " + end);
        }
    }

    /** How many bytes. */
    public int length() {
        return end - from;
    }
}

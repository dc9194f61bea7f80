package org.parley.testkit.hospital;

/**
 * Reads and changes whole fields of a message with the usual separators, by counting bars. For
 * making dirt and for checks; MSH fields count one less than the standard's numbers.
 */
final class FieldText {
    private FieldText() {}

    /** A field of the first segment of that name; empty when absent. */
    static String get(String m, String segment, int field) {
        int[] span = span(m, segment, field);
        return span.length == 0 ? "" : m.substring(span[0], span[1]);
    }

    /**
     * With the field changed in the first segment of that name; empty when there is no such field.
     */
    static String set(String m, String segment, int field, String value) {
        int[] span = span(m, segment, field);
        return span.length == 0 ? "" : m.substring(0, span[0]) + value + m.substring(span[1]);
    }

    private static int[] span(String m, String segment, int field) {
        int start = m.startsWith(segment + "|") ? 0 : m.indexOf("\r" + segment + "|") + 1;
        if (start == 0 && !m.startsWith(segment + "|")) {
            return new int[0];
        }
        int end = m.indexOf('\r', start);
        end = end < 0 ? m.length() : end;
        int at = start;
        for (int i = 0; i < field; i++) {
            at = m.indexOf('|', at) + 1;
            if (at == 0 || at > end) {
                return new int[0];
            }
        }
        int stop = m.indexOf('|', at);
        return new int[] {at, stop < 0 || stop > end ? end : stop};
    }
}

package org.parley.testkit.trust;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whom a recorded message is about: PID-3.1, else PID-2.1, else PID-4.1; and MRG-1.1. */
final class Keys {
    private Keys() {}

    static String patient(byte[] message) {
        String m = new String(message, StandardCharsets.ISO_8859_1);
        if (m.length() < 8) {
            return "";
        }
        for (int field : new int[] {3, 2, 4}) {
            String value = first(m, "PID", field);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    static Optional<String> otherPatient(byte[] message) {
        String m = new String(message, StandardCharsets.ISO_8859_1);
        String old = m.length() < 8 ? "" : first(m, "MRG", 1);
        return old.isEmpty() ? Optional.empty() : Optional.of(old);
    }

    private static String first(String m, String segment, int field) {
        char bar = m.charAt(3);
        int after = m.indexOf("\r" + segment + bar);
        int at = after >= 0 ? after : m.indexOf("\n" + segment + bar);
        if (at < 0) {
            return "";
        }
        int end = at + 1;
        while (end < m.length() && m.charAt(end) != '\r' && m.charAt(end) != '\n') {
            end++;
        }
        for (int i = 0; i < field; i++) {
            at = m.indexOf(bar, at + 1);
            if (at < 0 || at >= end) {
                return "";
            }
        }
        int stop = at + 1;
        while (stop < end
                && m.charAt(stop) != bar
                && m.charAt(stop) != m.charAt(4)
                && m.charAt(stop) != m.charAt(5)) {
            stop++;
        }
        return m.substring(at + 1, stop);
    }
}

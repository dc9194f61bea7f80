package org.parley.testkit.trust;

import java.nio.charset.StandardCharsets;

/**
 * The few fields of MSH that an answer needs, found by counting separators.
 *
 * @param from first byte of MSH-10
 * @param to one past its last byte
 * @param enhanced MSH-15 asks for an accept acknowledgement
 */
record Header(byte[] bytes, int from, int to, boolean enhanced) {
    /** Reads a message; MSH-10 is empty when there is no header. */
    static Header of(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != 'M') {
            at++;
        }
        if (end - at < 9 || bytes[at + 1] != 'S' || bytes[at + 2] != 'H') {
            return new Header(bytes, start, start, false);
        }
        byte bar = bytes[at + 3];
        int field = 1;
        int idFrom = end;
        int idTo = end;
        boolean enhanced = false;
        for (int i = at + 3; i < end && bytes[i] != '\r' && bytes[i] != '\n'; i++) {
            if (bytes[i] == bar) {
                field++;
                if (field == 10) {
                    idFrom = i + 1;
                    idTo = i + 1;
                } else if (field == 15) {
                    enhanced = i + 1 < end && (bytes[i + 1] == 'A' || bytes[i + 1] == 'S');
                    break;
                }
            } else if (field == 10) {
                idTo = i + 1;
            }
        }
        return new Header(bytes, idFrom, idTo, enhanced);
    }

    String controlId() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    long hash() {
        return Hash.of(bytes, from, to);
    }
}

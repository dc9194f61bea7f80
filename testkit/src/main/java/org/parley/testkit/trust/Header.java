package org.parley.testkit.trust;

import java.nio.charset.StandardCharsets;

/**
 * The few fields of MSH that an answer needs, found by counting separators.
 *
 * @param from first byte of MSH-10
 * @param to one past its last byte
 * @param enhanced MSH-15 asks for an accept acknowledgement
 * @param both MSH-16 asks for an application acknowledgement after it
 */
record Header(byte[] bytes, int from, int to, boolean enhanced, boolean both) {
    /** Reads a message; MSH-10 is empty when there is no header. */
    static Header of(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != 'M') {
            at++;
        }
        if (end - at < 9 || bytes[at + 1] != 'S' || bytes[at + 2] != 'H') {
            return new Header(bytes, start, start, false, false);
        }
        byte bar = bytes[at + 3];
        int field = 1;
        int idFrom = end;
        int idTo = end;
        boolean enhanced = false;
        boolean application = false;
        for (int i = at + 3; i < end && bytes[i] != '\r' && bytes[i] != '\n'; i++) {
            if (bytes[i] == bar) {
                field++;
                if (field == 10) {
                    idFrom = i + 1;
                    idTo = i + 1;
                } else if (field == 15) {
                    enhanced = asked(bytes, i + 1, end);
                } else if (field == 16) {
                    application = asked(bytes, i + 1, end);
                    break;
                }
            } else if (field == 10) {
                idTo = i + 1;
            }
        }
        return new Header(bytes, idFrom, idTo, enhanced, enhanced && application);
    }

    /** AL or SU: an answer is wanted when all went well. */
    private static boolean asked(byte[] bytes, int at, int end) {
        return at < end && (bytes[at] == 'A' || bytes[at] == 'S');
    }

    String controlId() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    long hash() {
        return Hash.of(bytes, from, to);
    }
}

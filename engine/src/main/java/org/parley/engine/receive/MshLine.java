package org.parley.engine.receive;

import java.util.Arrays;

/** Finds the MSH segment in bytes that may be anything. */
final class MshLine {
    /** An MSH segment longer than this is cut; an answer needs only its first fields. */
    static final int MAX_BYTES = 4 * 1024;

    private MshLine() {}

    /** The first line that begins with MSH, without its end; empty when there is none. */
    static byte[] of(byte[] bytes) {
        for (int i = 0; i + 3 < bytes.length; i++) {
            boolean lineStart = i == 0 || !Character.isLetterOrDigit(bytes[i - 1] & 0xff);
            if (lineStart && bytes[i] == 'M' && bytes[i + 1] == 'S' && bytes[i + 2] == 'H') {
                int end = i;
                while (end < bytes.length
                        && end - i < MAX_BYTES
                        && bytes[end] != '\r'
                        && bytes[end] != '\n') {
                    end++;
                }
                return Arrays.copyOfRange(bytes, i, end);
            }
            if (i > MAX_BYTES) {
                break;
            }
        }
        return new byte[0];
    }
}

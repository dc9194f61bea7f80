package org.parley.wire.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells messages whose characters are two or four bytes wide. */
final class WideBytes {
    /** The byte order mark. */
    static final String MARK = "\ufeff";

    /** How far the first letters of MSH are looked for, in bytes. */
    private static final int WITHIN = 128;

    private WideBytes() {}

    /** The set, by byte order mark or by the zero bytes between the letters of MSH. */
    static Optional<Charset> detect(byte[] bytes) {
        if (bytes.length < 8) {
            return Optional.empty();
        }
        int mark = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        boolean zeroes = bytes[2] == 0 && bytes[3] == 0;
        if (mark == 0xfffe) {
            return Optional.of(zeroes ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE);
        }
        if (mark == 0xfeff) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (mark == 0 && bytes[2] == (byte) 0xfe && bytes[3] == (byte) 0xff) {
            return Optional.of(Charset.forName("UTF-32BE"));
        }
        return spread(bytes);
    }

    /** True when a byte order mark of two or four bytes comes first. */
    static boolean marked(byte[] bytes) {
        return bytes.length > 3
                && (bytes[0] == (byte) 0xff
                        || bytes[0] == (byte) 0xfe
                        || (bytes[0] == 0 && bytes[2] == (byte) 0xfe));
    }

    private static Optional<Charset> spread(byte[] bytes) {
        int limit = Math.min(bytes.length, WITHIN) - 5;
        for (int at = 0; at < limit; at++) {
            if (bytes[at] == 'M'
                    && bytes[at + 1] == 0
                    && bytes[at + 2] == 'S'
                    && bytes[at + 3] == 0
                    && bytes[at + 4] == 'H') {
                return Optional.of(
                        at % 2 == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
            }
            if (bytes[at] > ' ' || bytes[at] < 0) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}

package org.parley.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Map;

/** Writes JSON, values of v2 and ids of their keys into one array that is used again. */
final class HandWriter {
    private static final ZoneRules LONDON = ZoneId.of("Europe/London").getRules();
    private static final byte[] HEX = ascii("0123456789abcdef");

    /** Most bytes that one value or constant takes; room for two is kept. */
    private static final int LONGEST = 1024;

    private final MessageDigest digest;
    private final byte[] key = new byte[4 * LONGEST];
    private int keyEnd;
    private byte[] out = new byte[16_384];
    private int at;
    private byte[] in = {};

    HandWriter() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    void start(HandIndex index) {
        in = index.bytes();
        at = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(out, at);
    }

    HandWriter raw(byte[] json) {
        if (out.length < at + 2 * LONGEST) {
            out = Arrays.copyOf(out, out.length * 2);
        }
        System.arraycopy(json, 0, out, at, json.length);
        at += json.length;
        return this;
    }

    void comma() {
        out[at++] = ',';
    }

    HandWriter blank() {
        out[at++] = ' ';
        return this;
    }

    HandWriter text(long range) {
        int from = HandIndex.from(range);
        int end = HandIndex.end(range);
        byte escape = in[6];
        for (int i = from; i < end; i++) {
            byte b = in[i];
            if (b == escape && i + 2 < end && in[i + 2] == escape) {
                b = meant(in[i + 1], escape);
                i += 2;
            }
            if (b == '"' || b == '\\') {
                out[at++] = '\\';
            }
            out[at++] = b >= 0 && b < ' ' ? (byte) ' ' : b;
        }
        return this;
    }

    private byte meant(byte letter, byte escape) {
        return switch (letter) {
            case 'F' -> in[3];
            case 'S' -> in[4];
            case 'R' -> in[5];
            case 'T' -> in[7];
            default -> escape;
        };
    }

    HandWriter lower(long range) {
        for (int i = HandIndex.from(range); i < HandIndex.end(range); i++) {
            out[at++] = (byte) (in[i] >= 'A' && in[i] <= 'Z' ? in[i] + 32 : in[i]);
        }
        return this;
    }

    HandWriter code(long range, Map<String, String> codes) {
        int from = HandIndex.from(range);
        String code =
                new String(in, from, HandIndex.end(range) - from, StandardCharsets.ISO_8859_1);
        String becomes = codes.getOrDefault(code, code);
        for (int i = 0; i < becomes.length(); i++) {
            out[at++] = (byte) becomes.charAt(i);
        }
        return this;
    }

    HandWriter time(long range) {
        int from = HandIndex.from(range);
        LocalDate date = LocalDate.of(number(from, 4), number(from + 4, 2), number(from + 6, 2));
        copy(from, 4, '-');
        copy(from + 4, 2, '-');
        if (HandIndex.end(range) - from == 8) {
            copy(from + 6, 2, ' ');
            at--;
            return this;
        }
        copy(from + 6, 2, 'T');
        copy(from + 8, 2, ':');
        copy(from + 10, 2, ':');
        LocalDateTime time =
                date.atTime(number(from + 8, 2), number(from + 10, 2), number(from + 12, 2));
        int hours = LONDON.getOffset(time).getTotalSeconds() / 3600;
        copy(from + 12, 2, '+');
        out[at++] = '0';
        out[at++] = (byte) ('0' + hours);
        out[at++] = ':';
        out[at++] = '0';
        out[at++] = '0';
        return this;
    }

    private void copy(int from, int length, char behind) {
        System.arraycopy(in, from, out, at, length);
        out[at + length] = (byte) behind;
        at += length + 1;
    }

    private int number(int from, int length) {
        int number = 0;
        for (int i = from; i < from + length; i++) {
            number = number * 10 + in[i] - '0';
        }
        return number;
    }

    /** Begins a key. */
    HandWriter key(String type) {
        int length = type.length();
        for (int i = 0; i < length; i++) {
            key[i] = (byte) type.charAt(i);
        }
        key[length] = 0;
        keyEnd = length + 1;
        return this;
    }

    HandWriter and(long range) {
        int from = HandIndex.from(range);
        int length = HandIndex.end(range) - from;
        System.arraycopy(in, from, key, keyEnd, length);
        keyEnd += length;
        return this;
    }

    /** The same behind a bar. */
    HandWriter or(long range) {
        key[keyEnd++] = '|';
        return and(range);
    }

    byte[] id() {
        digest.update(key, 0, keyEnd);
        byte[] hash = digest.digest();
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        byte[] text = new byte[36];
        int to = 0;
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text[to++] = '-';
            }
            text[to++] = HEX[(hash[i] >> 4) & 15];
            text[to++] = HEX[hash[i] & 15];
        }
        return text;
    }
}

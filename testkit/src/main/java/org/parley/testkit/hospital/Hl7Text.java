package org.parley.testkit.hospital;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;

/**
 * Writes one HL7 v2 message, segment by segment, as bytes. Knows nothing of structures; the
 * separators are the usual ones.
 */
final class Hl7Text {
    private final boolean utf8;
    private byte[] bytes = new byte[2048];
    private int length;

    /**
     * @param utf8 UTF-8; otherwise ISO 8859-1, where letters outside it become {@code ?}
     */
    Hl7Text(boolean utf8) {
        this.utf8 = utf8;
    }

    boolean utf8() {
        return utf8;
    }

    /** Ends the segment before, if any, and begins another. */
    Hl7Text segment(String name) {
        if (length > 0) {
            put('\r');
        }
        return raw(name);
    }

    /** Begins the next field and puts text that needs no escape. */
    Hl7Text f(String raw) {
        put('|');
        return raw(raw);
    }

    /** Begins the next field and puts a number. */
    Hl7Text f(long number) {
        put('|');
        return raw(number);
    }

    /** Begins the next field and puts text, escaped as needed. */
    Hl7Text t(String text) {
        put('|');
        return text(text);
    }

    /** Field separators: goes on by so many fields. */
    Hl7Text skip(int fields) {
        for (int i = 0; i < fields; i++) {
            put('|');
        }
        return this;
    }

    /** Begins the next field with a time of the wall, to the second. */
    Hl7Text at(long epochSecond) {
        put('|');
        return time(epochSecond);
    }

    /** A time of the wall, 14 digits. */
    Hl7Text time(long epochSecond) {
        LocalDateTime t = WallTime.of(epochSecond);
        digits(t.getYear(), 4);
        digits(t.getMonthValue(), 2);
        digits(t.getDayOfMonth(), 2);
        digits(t.getHour(), 2);
        digits(t.getMinute(), 2);
        digits(t.getSecond(), 2);
        return this;
    }

    /** Text that needs no escape; may hold separators. */
    Hl7Text raw(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < 0x80) {
                put(c);
            } else {
                i = beyondAscii(raw, i);
            }
        }
        return this;
    }

    Hl7Text raw(long number) {
        return raw(Long.toString(number));
    }

    /** Text, escaped as needed; a line feed becomes {@code \.br\}. */
    Hl7Text text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '|' -> raw("\\F\\");
                case '^' -> raw("\\S\\");
                case '&' -> raw("\\T\\");
                case '~' -> raw("\\R\\");
                case '\\' -> raw("\\E\\");
                case '\n' -> raw("\\.br\\");
                default -> {
                    if (c < 0x80) {
                        put(c);
                    } else {
                        i = beyondAscii(text, i);
                    }
                }
            }
        }
        return this;
    }

    /** A number with leading zeros. */
    Hl7Text digits(long number, int width) {
        room(width);
        long rest = number;
        for (int i = width - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
        return this;
    }

    /** Bytes as they are. */
    Hl7Text bytes(byte[] raw) {
        room(raw.length);
        System.arraycopy(raw, 0, bytes, length, raw.length);
        length += raw.length;
        return this;
    }

    /** The message, its last segment ended. */
    byte[] done() {
        put('\r');
        return Arrays.copyOf(bytes, length);
    }

    private int beyondAscii(String s, int i) {
        if (utf8) {
            int end = Character.isHighSurrogate(s.charAt(i)) ? i + 2 : i + 1;
            bytes(s.substring(i, end).getBytes(StandardCharsets.UTF_8));
            return end - 1;
        }
        put(s.charAt(i) <= 0xFF ? s.charAt(i) : '?');
        return i;
    }

    private void put(char c) {
        room(1);
        bytes[length++] = (byte) c;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}

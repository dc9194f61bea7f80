package org.parley.wire.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON as UTF-8 bytes. What is written can be taken back to a mark, so that a thing need not
 * be known to have content before its name is written.
 */
public final class JsonWriter {
    /** Longest text that is written, in bytes. */
    public static final int MAX_BYTES = 512 * 1024 * 1024;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] bytes;
    private int size;

    /** Room for so many bytes at first. */
    public JsonWriter(int room) {
        bytes = new byte[Math.max(16, room)];
    }

    /** How many bytes there are; a mark to come back to. */
    public int size() {
        return size;
    }

    /** Takes back all that was written since the mark. */
    public void back(int mark) {
        if (mark < 0 || mark > size) {
            throw new IllegalArgumentException("no mark: " + mark);
        }
        size = mark;
    }

    /** One sign of the structure. */
    public void sign(char sign) {
        room(1);
        bytes[size++] = (byte) sign;
    }

    /** Bytes that are JSON already. */
    public void raw(byte[] from) {
        raw(from, 0, from.length);
    }

    /** Bytes that are JSON already. */
    public void raw(byte[] from, int begin, int end) {
        int length = end - begin;
        room(length);
        System.arraycopy(from, begin, bytes, size, length);
        size += length;
    }

    /** ASCII bytes of which none is to be escaped, in quotes. */
    public void quoted(byte[] from, int begin, int end) {
        int length = end - begin;
        room(length + 2);
        bytes[size] = '"';
        System.arraycopy(from, begin, bytes, size + 1, length);
        bytes[size + length + 1] = '"';
        size += length + 2;
    }

    /** ASCII text that is JSON already. */
    public void ascii(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    /** A string, quoted and escaped. */
    public void string(String text) {
        room(text.length() + 2);
        bytes[size++] = '"';
        rest(text);
    }

    /** The rest of a string that has begun, and its closing quote. */
    public void rest(String text) {
        int length = text.length();
        room(length + 1);
        for (int i = plain(text, length); i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                escaped((byte) c);
            } else {
                i += wide(text, i, c);
            }
        }
        sign('"');
    }

    /** Writes what needs neither escape nor more than a byte, up to the first that does. */
    private int plain(String text, int length) {
        int at = size;
        int i = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                break;
            }
            bytes[at++] = (byte) c;
        }
        size = at;
        return i;
    }

    /** A string of ASCII bytes, quoted and escaped. */
    public void string(byte[] from, int begin, int end) {
        room(end - begin + 2);
        bytes[size++] = '"';
        for (int i = begin; i < end; i++) {
            escaped(from[i]);
        }
        sign('"');
    }

    /** Everything written so far, a copy. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The writer's own array, up to {@link #size}; stale after the next write. */
    public byte[] array() {
        return bytes;
    }

    private void escaped(byte c) {
        room(6);
        if (c >= ' ' && c != '"' && c != '\\') {
            bytes[size++] = c;
            return;
        }
        bytes[size++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[size++] = c;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[(c >> 4) & 15];
                bytes[size++] = HEX[c & 15];
            }
        }
    }

    /** Writes one character above 127; gives how many more chars it took. A half pair becomes �. */
    private int wide(String text, int at, char c) {
        room(4);
        if (c < 0x800) {
            bytes[size++] = (byte) (0xc0 | (c >> 6));
            bytes[size++] = (byte) (0x80 | (c & 0x3f));
            return 0;
        }
        boolean pair =
                Character.isHighSurrogate(c)
                        && at + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(at + 1));
        if (pair) {
            int code = Character.toCodePoint(c, text.charAt(at + 1));
            bytes[size++] = (byte) (0xf0 | (code >> 18));
            bytes[size++] = (byte) (0x80 | ((code >> 12) & 0x3f));
            bytes[size++] = (byte) (0x80 | ((code >> 6) & 0x3f));
            bytes[size++] = (byte) (0x80 | (code & 0x3f));
            return 1;
        }
        int code = Character.isSurrogate(c) ? 0xfffd : c;
        bytes[size++] = (byte) (0xe0 | (code >> 12));
        bytes[size++] = (byte) (0x80 | ((code >> 6) & 0x3f));
        bytes[size++] = (byte) (0x80 | (code & 0x3f));
        return 0;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            long wanted = Math.max((long) size + more, bytes.length * 2L);
            if ((long) size + more > MAX_BYTES) {
                throw new IllegalStateException("more than " + MAX_BYTES + " bytes of JSON");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, MAX_BYTES));
        }
    }
}

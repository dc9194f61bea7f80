package org.parley.engine.entry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Packs numbers (7 bits a byte, low first) and texts (length in bytes, UTF-8) into a growing array.
 */
final class HeaderWriter {
    private static final int MAX_TEXT_BYTES = 8 * 1024;
    private byte[] bytes = new byte[96];
    private int size;

    HeaderWriter form(int form) {
        room(1);
        bytes[size++] = (byte) form;
        return this;
    }

    HeaderWriter number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("not a natural number: " + value);
        }
        room(10);
        long rest = value;
        while (rest >= 0x80) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    HeaderWriter fixed(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    HeaderWriter text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(encoded.length, MAX_TEXT_BYTES);
        number(length);
        room(length);
        System.arraycopy(encoded, 0, bytes, size, length);
        size += length;
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int wanted) {
        if (size + wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + wanted));
        }
    }
}

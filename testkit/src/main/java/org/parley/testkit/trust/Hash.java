package org.parley.testkit.trust;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Short stand-ins for names and bytes. Not against people who mean harm. */
final class Hash {
    private Hash() {}

    /** 64 bits of a name; never 0. */
    static long of(byte[] bytes, int from, int to) {
        long h = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            h = (h ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
        }
        h ^= h >>> 32;
        h *= 0xD6E8FEB86659FD93L;
        h ^= h >>> 32;
        return h == 0 ? 1 : h;
    }

    static long of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /** 32 bits of content, quick enough for every message. */
    static int digest(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue() * 31 + (to - from);
    }
}

package org.parley.engine.entry;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.parley.engine.entry.HeaderCodec.UnreadableHeader;

/** Unpacks what {@link HeaderWriter} packed. */
final class HeaderReader {
    private final byte[] bytes;
    private int at;

    HeaderReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int form() {
        return take();
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int b = take();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new UnreadableHeader("a number without end");
    }

    int count() {
        long value = number();
        if (value > Integer.MAX_VALUE) {
            throw new UnreadableHeader("a count of " + value);
        }
        return (int) value;
    }

    long fixed() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | take();
        }
        return value;
    }

    String text() {
        int length = count();
        if (length > bytes.length - at) {
            throw new UnreadableHeader("a text that runs past the end");
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    <T> T pick(Function<String, T> byName) {
        String name = text();
        try {
            return byName.apply(name);
        } catch (IllegalArgumentException unknown) {
            throw new UnreadableHeader("choice " + name);
        }
    }

    private int take() {
        if (at >= bytes.length) {
            throw new UnreadableHeader("it ends too soon");
        }
        return bytes[at++] & 0xff;
    }
}

package org.parley.wire.hl7v2;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searching in byte arrays, eight bytes a step. Ranges are from (inclusive) to end (exclusive). */
final class Bytes {
    static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_SEVEN = 0x7f7f7f7f7f7f7f7fL;
    private static final long ONES = 0x0101010101010101L;

    private Bytes() {}

    /** The same byte eight times. */
    static long repeated(byte wanted) {
        return (wanted & 0xffL) * ONES;
    }

    /** High bit set in each byte of the word that equals the repeated one; exact, no false hits. */
    static long matches(long word, long repeated) {
        long difference = word ^ repeated;
        return ~(((difference & LOW_SEVEN) + LOW_SEVEN) | difference) & HIGH_BITS;
    }

    /** Index of the first such byte, or -1. */
    static int indexOf(byte[] bytes, int from, int end, byte wanted) {
        return nth(bytes, from, end, wanted, 1);
    }

    /** Index of the n-th such byte (from 1), or -1 when there are fewer. */
    static int nth(byte[] bytes, int from, int end, byte wanted, int n) {
        long repeated = repeated(wanted);
        int left = n;
        int at = from;
        for (; at <= end - 8; at += 8) {
            long hits = matches((long) WORD.get(bytes, at), repeated);
            if (hits == 0) {
                continue;
            }
            int count = Long.bitCount(hits);
            if (count < left) {
                left -= count;
                continue;
            }
            while (--left > 0) {
                hits &= hits - 1;
            }
            return at + (Long.numberOfTrailingZeros(hits) >>> 3);
        }
        for (; at < end; at++) {
            if (bytes[at] == wanted && --left == 0) {
                return at;
            }
        }
        return -1;
    }

    /** How many such bytes there are. */
    static int count(byte[] bytes, int from, int end, byte wanted) {
        long repeated = repeated(wanted);
        int count = 0;
        int at = from;
        for (; at <= end - 8; at += 8) {
            count += Long.bitCount(matches((long) WORD.get(bytes, at), repeated));
        }
        for (; at < end; at++) {
            if (bytes[at] == wanted) {
                count++;
            }
        }
        return count;
    }

    /** True when no byte of the range is above 127. */
    static boolean ascii(byte[] bytes, int from, int end) {
        long seen = 0;
        int at = from;
        for (; at <= end - 8; at += 8) {
            seen |= (long) WORD.get(bytes, at);
        }
        for (; at < end; at++) {
            seen |= bytes[at];
        }
        return (seen & HIGH_BITS) == 0;
    }

    /** True when these three bytes stand there. */
    static boolean nameAt(byte[] bytes, int at, int name) {
        return at >= 0 && at + 3 <= bytes.length && name(bytes, at) == name;
    }

    /** Three bytes as one int, for comparing segment names. */
    static int name(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff);
    }

    /** Three ASCII characters as one int. */
    static int name(String name) {
        return name.charAt(0) << 16 | name.charAt(1) << 8 | name.charAt(2);
    }

    /** The three characters of a packed name. */
    static String name(int packed) {
        return new String(
                new char[] {
                    (char) (packed >> 16 & 0xff),
                    (char) (packed >> 8 & 0xff),
                    (char) (packed & 0xff)
                });
    }
}

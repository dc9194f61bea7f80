package org.parley.wire.mllp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the next VT or FS, eight bytes at a time. */
final class ControlScan {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long VTS = ONES * Mllp.VT;
    private static final long FSS = ONES * Mllp.FS;

    private ControlScan() {}

    /** The index of the first VT or FS at or after {@code from}; {@code to} when there is none. */
    static int next(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            long hit = zeroBytes(word ^ VTS) | zeroBytes(word ^ FSS);
            if (hit != 0) {
                // false hits exist only above a true one, so the lowest is true
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == Mllp.VT || bytes[i] == Mllp.FS) {
                return i;
            }
        }
        return to;
    }

    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & TOPS;
    }
}

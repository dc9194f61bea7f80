package org.parley.bench;

import java.util.Arrays;

/** Where the fields of the five segments of an ADT A01 stand; ranges are packed in a long. */
final class HandIndex {
    static final long NONE = 0;

    private static final int SEGMENTS = 5;
    private static final int FIELDS = 64;

    /** {@code MSH}, {@code EVN}, {@code PID}, {@code PD1} and {@code PV1}, packed. */
    private static final int[] NAMES = {0x4d5348, 0x45564e, 0x504944, 0x504431, 0x505631};

    private final long[] fields = new long[SEGMENTS * FIELDS];
    private byte[] bytes = {};
    private byte component;
    private byte repetition;

    void read(byte[] message) {
        bytes = message;
        Arrays.fill(fields, NONE);
        byte field = message[3];
        component = message[4];
        repetition = message[5];
        int at = 0;
        while (at + 3 < message.length) {
            int segment = segment(at);
            int number = segment == 0 ? 1 : 0;
            int start = at;
            while (at < message.length && message[at] != '\r') {
                if (message[at] == field) {
                    put(segment, number++, start, at);
                    start = at + 1;
                }
                at++;
            }
            put(segment, number, start, at++);
        }
    }

    private int segment(int at) {
        int name = (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff);
        for (int i = 0; i < SEGMENTS; i++) {
            if (NAMES[i] == name) {
                return i;
            }
        }
        return SEGMENTS;
    }

    private void put(int segment, int number, int from, int end) {
        if (segment < SEGMENTS && number < FIELDS && end > from) {
            fields[segment * FIELDS + number] = pack(from, end);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    static long pack(int from, int end) {
        return (long) from << 32 | end;
    }

    static int from(long range) {
        return (int) (range >>> 32);
    }

    static int end(long range) {
        return (int) range;
    }

    long field(int segment, int number) {
        return fields[segment * FIELDS + number];
    }

    /** A component, from 1; none when it is empty. */
    long part(long range, int number) {
        return cut(range, component, number);
    }

    /** A repetition, from 1; none when it is empty. */
    long repetition(long range, int number) {
        return cut(range, repetition, number);
    }

    private long cut(long range, byte sign, int number) {
        int end = end(range);
        int from = from(range);
        int left = number;
        for (int i = from; i < end; i++) {
            if (bytes[i] == sign) {
                if (--left == 0) {
                    return i > from ? pack(from, i) : NONE;
                }
                from = i + 1;
            }
        }
        return left == 1 && end > from ? pack(from, end) : NONE;
    }

    boolean is(long range, String ascii) {
        int from = from(range);
        if (end(range) - from != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

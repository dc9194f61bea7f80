package org.parley.testkit.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The bytes of one simulated file: what a process sees, and what a power cut leaves. */
final class Platter {
    /** What a disk writes as a whole, bytes. */
    private static final int SECTOR = 512;

    private byte[] seen = new byte[0];
    private int size;
    private byte[] durable = new byte[0];
    private int durableSize;
    private final List<Write> unforced = new ArrayList<>();

    private record Write(int at, byte[] bytes) {}

    int size() {
        return size;
    }

    int read(byte[] into, int offset, int length, long at) {
        int count = (int) Math.max(0, Math.min(length, size - at));
        if (count > 0) {
            System.arraycopy(seen, (int) at, into, offset, count);
        }
        return count;
    }

    void write(byte[] bytes, int at) {
        seen = put(seen, bytes, 0, bytes.length, at);
        size = Math.max(size, at + bytes.length);
        unforced.add(new Write(at, bytes));
    }

    void force() {
        for (Write write : unforced) {
            durable = put(durable, write.bytes(), 0, write.bytes().length, write.at());
        }
        durable = durable.length < size ? Arrays.copyOf(durable, size) : durable;
        durableSize = size;
        unforced.clear();
    }

    /** What was not forced will never be, though it is still seen. */
    void forget() {
        unforced.clear();
    }

    /**
     * After a power cut each sector written since the last force is there or not.
     *
     * @param lost told what is not
     */
    void crash(RandomGenerator random, Set<FaultyDisk.Loss> lost) {
        int kept = random.nextInt(4);
        for (Write write : unforced) {
            int end = write.at() + write.bytes().length;
            int there = 0;
            for (int at = write.at(); at < end; ) {
                int next = Math.min(end, (at / SECTOR + 1) * SECTOR);
                if (kept == 3 || (kept > 0 && random.nextBoolean())) {
                    durable = put(durable, write.bytes(), at - write.at(), next - at, at);
                    durableSize = Math.max(durableSize, next);
                    there += next - at;
                }
                at = next;
            }
            if (there < write.bytes().length) {
                lost.add(there == 0 ? FaultyDisk.Loss.WRITE : FaultyDisk.Loss.PART_OF_A_WRITE);
            }
        }
        unforced.clear();
        seen = durable.clone();
        size = durableSize;
    }

    /** Changes one bit, on the disk and in memory. */
    void flip(long at, int bit) {
        seen[(int) at] ^= (byte) (1 << bit);
        if (at < durable.length) {
            durable[(int) at] ^= (byte) (1 << bit);
        }
    }

    /** Shortens it, on the disk and in memory. */
    void truncate(int length) {
        size = Math.min(size, length);
        durableSize = Math.min(durableSize, length);
        seen = Arrays.copyOf(seen, size);
        durable = Arrays.copyOf(durable, durableSize);
        unforced.clear();
    }

    Platter copy() {
        Platter copy = new Platter();
        copy.seen = seen.clone();
        copy.size = size;
        copy.durable = durable.clone();
        copy.durableSize = durableSize;
        copy.unforced.addAll(unforced);
        return copy;
    }

    private static byte[] put(byte[] target, byte[] from, int offset, int length, int at) {
        byte[] result =
                at + length <= target.length
                        ? target
                        : Arrays.copyOf(target, Math.max(at + length, target.length * 2));
        System.arraycopy(from, offset, result, at, length);
        return result;
    }
}

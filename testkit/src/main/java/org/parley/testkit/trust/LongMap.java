package org.parley.testkit.trust;

/** From long to int, open addressing, without objects. Zero is not a key. Not thread-safe. */
final class LongMap {
    private long[] keys;
    private int[] values;
    private int size;

    LongMap(int expected) {
        int capacity = Integer.highestOneBit(Math.max(16, expected)) * 2;
        this.keys = new long[capacity];
        this.values = new int[capacity];
    }

    /** The value, or -1. */
    int get(long key) {
        int at = place(key);
        return keys[at] == 0 ? -1 : values[at];
    }

    void put(long key, int value) {
        if ((size + 1) * 10L > keys.length * 6L) {
            grow();
        }
        int at = place(key);
        if (keys[at] == 0) {
            size++;
        }
        keys[at] = key;
        values[at] = value;
    }

    /** Takes a key out and closes the gap, so that later look-ups still find the others. */
    void remove(long key) {
        int mask = keys.length - 1;
        int gap = place(key);
        if (keys[gap] == 0) {
            return;
        }
        size--;
        for (int at = gap + 1 & mask; keys[at] != 0; at = at + 1 & mask) {
            int home = home(keys[at]);
            if ((at - home & mask) >= (at - gap & mask)) {
                keys[gap] = keys[at];
                values[gap] = values[at];
                gap = at;
            }
        }
        keys[gap] = 0;
    }

    int size() {
        return size;
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int at = home(key);
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private int home(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & keys.length - 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}

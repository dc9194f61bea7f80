package org.parley.testkit.trust;

import java.util.Arrays;

/** One row for each message that is still of interest, in columns of primitives; about 90 bytes. */
final class Slots {
    private static final int FIRST = 1 << 14;

    final int destinations;
    long[] id = new long[FIRST];
    String[] controlId = new String[FIRST];
    int[] digest = new int[FIRST];
    long[] order = new long[FIRST];
    int[] key = new int[FIRST];
    int[] otherKey = new int[FIRST];

    /** Bit set of destinations. */
    int[] due = new int[FIRST];

    int[] exact = new int[FIRST];
    int[] mixed = new int[FIRST];
    byte[] sent = new byte[FIRST];
    byte[] attempts = new byte[FIRST];
    byte[] accepted = new byte[FIRST];
    byte[] refused = new byte[FIRST];

    /** Row-major: slot x destinations. */
    byte[] yes;

    byte[] maybe;
    byte[] no;
    private int used;
    private int[] free = new int[64];
    private int freeCount;
    private int hand;

    Slots(int destinations) {
        this.destinations = destinations;
        this.yes = new byte[FIRST * destinations];
        this.maybe = new byte[FIRST * destinations];
        this.no = new byte[FIRST * destinations];
    }

    int used() {
        return used;
    }

    /** The row that should next be looked at for retirement, round and round. */
    int hand() {
        hand = used == 0 ? 0 : (hand + 1) % used;
        return hand;
    }

    int take() {
        if (freeCount > 0) {
            return free[--freeCount];
        }
        if (used == id.length) {
            grow();
        }
        return used++;
    }

    void release(int slot) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, free.length * 2);
        }
        free[freeCount++] = slot;
        id[slot] = 0;
        controlId[slot] = "";
        order[slot] = 0;
        due[slot] = 0;
        exact[slot] = 0;
        mixed[slot] = 0;
        sent[slot] = 0;
        attempts[slot] = 0;
        accepted[slot] = 0;
        refused[slot] = 0;
        Arrays.fill(yes, slot * destinations, (slot + 1) * destinations, (byte) 0);
        Arrays.fill(maybe, slot * destinations, (slot + 1) * destinations, (byte) 0);
        Arrays.fill(no, slot * destinations, (slot + 1) * destinations, (byte) 0);
    }

    /** One more, up to 127. */
    static void add(byte[] column, int at) {
        if (column[at] < Byte.MAX_VALUE) {
            column[at]++;
        }
    }

    private void grow() {
        int size = id.length * 2;
        id = Arrays.copyOf(id, size);
        controlId = Arrays.copyOf(controlId, size);
        digest = Arrays.copyOf(digest, size);
        order = Arrays.copyOf(order, size);
        key = Arrays.copyOf(key, size);
        otherKey = Arrays.copyOf(otherKey, size);
        due = Arrays.copyOf(due, size);
        exact = Arrays.copyOf(exact, size);
        mixed = Arrays.copyOf(mixed, size);
        sent = Arrays.copyOf(sent, size);
        attempts = Arrays.copyOf(attempts, size);
        accepted = Arrays.copyOf(accepted, size);
        refused = Arrays.copyOf(refused, size);
        yes = Arrays.copyOf(yes, size * destinations);
        maybe = Arrays.copyOf(maybe, size * destinations);
        no = Arrays.copyOf(no, size * destinations);
    }
}

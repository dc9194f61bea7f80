package org.parley.engine.deliver;

import org.parley.engine.journal.Journal;

/** Which lane an order key belongs to, in the journal and at a destination. */
public final class OrderLanes {
    private OrderLanes() {}

    /** The journal lane of a key: 0 to {@link Journal#LANES} - 1. */
    public static int of(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 32) & (Journal.LANES - 1));
    }

    /** The lane at a destination that serves a journal lane. */
    static int at(int journalLane, int connections) {
        return journalLane % connections;
    }
}

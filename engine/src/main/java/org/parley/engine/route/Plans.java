package org.parley.engine.route;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which plan was in force where: a message is routed and mapped by the plan at its own position,
 * whenever it is delivered. Read by many threads, changed by the ledger alone.
 */
public final class Plans {
    private volatile TreeMap<Long, Router> inForce = new TreeMap<>();

    /** From this position on, this plan is in force. */
    public void from(long position, Router router) {
        TreeMap<Long, Router> next = new TreeMap<>(inForce);
        next.put(position, router);
        inForce = next;
    }

    /** The plan in force at a position; the oldest one known when the position is older still. */
    public Router at(long position) {
        TreeMap<Long, Router> now = inForce;
        Map.Entry<Long, Router> entry = now.floorEntry(position);
        return entry != null ? entry.getValue() : now.firstEntry().getValue();
    }

    /** The plan of the newest release. */
    public Router current() {
        return inForce.lastEntry().getValue();
    }
}

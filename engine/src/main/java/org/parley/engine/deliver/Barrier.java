package org.parley.engine.deliver;

/**
 * Holds a delivery that names several patients until every lane concerned has sent all that came
 * before it for those patients. Shared by those lanes; guarded by its outbox.
 */
final class Barrier {
    private final int needed;
    private int arrived;

    /**
     * @param needed a bit for each lane concerned
     */
    Barrier(int needed) {
        this.needed = needed;
    }

    /** This lane has nothing left before the barrier; true when that was the last one. */
    boolean arrive(int lane) {
        arrived |= 1 << lane;
        return (arrived & needed) == needed;
    }

    int lanes() {
        return needed;
    }
}

package org.parley.engine.deliver;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The memory that large messages may take while they are made and sent, over all destinations
 * together: so that ten scans of 60 MiB that wait for three systems wait for one another instead of
 * ending the engine. Small messages are not counted; their number is bounded by the lanes.
 * Thread-safe.
 */
public final class LoadBudget {
    /** Messages up to this size are not counted, bytes. */
    static final int SMALL = 1 << 20;

    /** What a message takes beyond its bytes while it is mapped and sent: the same once more. */
    private static final int TIMES = 2;

    private static final int UNIT = 1 << 20;

    private final int units;
    private final Semaphore free;
    private final ReentrantLock loading = new ReentrantLock();

    private LoadBudget(int units) {
        this.units = units;
        this.free = new Semaphore(units, true);
    }

    /**
     * A third of the heap.
     *
     * @param heap the most bytes that the heap may have
     */
    public static LoadBudget ofHeap(long heap) {
        return new LoadBudget(Math.clamp(heap / 3 / UNIT, 1, Integer.MAX_VALUE));
    }

    /** No limit: for lanes that are stepped by one thread, where nobody could wait. */
    public static LoadBudget none() {
        return new LoadBudget(Integer.MAX_VALUE);
    }

    /**
     * Takes what a message of this size needs; waits until others have given it back. A message
     * larger than all there is takes all there is.
     *
     * @return what to give back
     */
    int take(long bytes) {
        int needed = (int) Math.min(units, bytes <= SMALL ? 0L : bytes * TIMES / UNIT);
        if (needed > 0) {
            free.acquireUninterruptibly(needed);
        }
        return needed;
    }

    /** Reads something whose size is not known before it is read. */
    <T> T oneAtATime(Supplier<T> read) {
        loading.lock();
        try {
            return read.get();
        } finally {
            loading.unlock();
        }
    }

    void give(int taken) {
        if (taken > 0) {
            free.release(taken);
        }
    }
}

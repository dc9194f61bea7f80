package org.parley.engine.deliver;

import java.util.ArrayDeque;
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
    private final ReentrantLock loading = new ReentrantLock();
    private final ArrayDeque<Share> line = new ArrayDeque<>();
    private int free;

    private LoadBudget(int units) {
        this.units = units;
        this.free = units;
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
     * @param granted run when a share that had to wait has what it asked for; short
     */
    Share share(Runnable granted) {
        return new Share(granted);
    }

    /**
     * What one lane has of it, one message at a time. Never blocks: its thread may serve others.
     */
    final class Share {
        private final Runnable granted;
        private int wanted;
        private int held;

        private Share(Runnable granted) {
            this.granted = granted;
        }

        /**
         * Takes what a message of this size needs, in the order of asking. A message larger than
         * all there is takes all there is.
         *
         * @return false when others must give some back first; ask again once told
         */
        boolean take(long bytes) {
            int needed = (int) Math.min(units, bytes <= SMALL ? 0L : bytes * TIMES / UNIT);
            synchronized (LoadBudget.this) {
                if (wanted > 0 || held >= needed) {
                    return wanted == 0;
                }
                give();
                wanted = needed;
                line.addLast(this);
                serve(this);
                return wanted == 0;
            }
        }

        /** Gives all back, a place in the line too. */
        void give() {
            synchronized (LoadBudget.this) {
                if (held > 0 || wanted > 0) {
                    line.remove(this);
                    free += held;
                    held = 0;
                    wanted = 0;
                    serve(this);
                }
            }
        }
    }

    private void serve(Share asking) {
        for (Share first = line.peek();
                first != null && first.wanted <= free;
                first = line.peek()) {
            line.remove();
            free -= first.wanted;
            first.held = first.wanted;
            first.wanted = 0;
            if (first != asking) {
                first.granted.run();
            }
        }
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
}

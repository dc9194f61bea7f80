package org.parley.engine.receive.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of memory that bodies may hold together. Nobody waits for it: who gets none uses a file.
 */
final class HeapBudget {
    private final AtomicLong left;

    HeapBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void give(long bytes) {
        left.addAndGet(bytes);
    }
}

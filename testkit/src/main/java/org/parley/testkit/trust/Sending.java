package org.parley.testkit.trust;

import java.time.Duration;

/** A simulated system that sends. */
public interface Sending extends AutoCloseable {
    /** Queues a message; blocks while the queue is full. */
    void offer(Outgoing message);

    /**
     * Waits until everything offered has been answered.
     *
     * @return false when that took longer than allowed
     */
    boolean drain(Duration atMost);

    /** Stops at once; what was not answered is left as it is. */
    @Override
    void close();
}

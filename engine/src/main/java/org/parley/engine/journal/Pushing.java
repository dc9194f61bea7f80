package org.parley.engine.journal;

/** What a thread that waits for its entry does to get it onto the disk. */
interface Pushing {
    /**
     * Helps the entry along.
     *
     * @return whether it did the work itself; otherwise somebody else will, and the thread sleeps
     */
    boolean push();
}

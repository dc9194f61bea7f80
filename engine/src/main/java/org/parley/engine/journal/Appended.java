package org.parley.engine.journal;

/** An entry on its way to the disk. */
public interface Appended {
    /**
     * Waits until the entry is durable.
     *
     * @return its position
     * @throws JournalUnavailable when it could not be made durable; it may or may not be found
     *     after a restart, and must not be acknowledged
     */
    long await();

    /** True when {@link #await} returns or throws at once; false when that is not known. */
    default boolean isDone() {
        return false;
    }
}

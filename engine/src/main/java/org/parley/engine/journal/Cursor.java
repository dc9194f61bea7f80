package org.parley.engine.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Walks a journal forwards. Owned by one thread. */
public interface Cursor extends AutoCloseable {
    /**
     * The next durable entry, or null when there is none yet. Entries committed a moment ago come
     * from memory, older ones from disk.
     *
     * @throws JournalDamaged when stored bytes are not what was written; nothing is skipped
     */
    @Nullable Entry poll();

    /** Waits until {@link #poll} has something, at most this long; false when the wait ran out. */
    boolean await(Duration atMost);

    @Override
    void close();
}

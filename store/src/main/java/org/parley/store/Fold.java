package org.parley.store;

import java.sql.SQLException;
import java.util.List;
import org.parley.engine.journal.Entry;

/**
 * What one reader makes of the journal: its tables, and what an entry does to them. Deterministic:
 * the same entries make the same rows, on every database.
 */
public interface Fold {
    /** Names the reader and its tables: a small letter, then up to 30 of {@code a-z0-9_}. */
    String name();

    /**
     * Another number than that of the tables at hand means: drop them and read the journal again.
     */
    int version();

    /** Statements that make the tables and their indexes, in the SQL that both databases speak. */
    List<String> tables();

    /**
     * Begins or goes on. What a session keeps in memory must follow from the tables and the entries
     * folded since: after any failure another session is opened on the tables as they were
     * committed last.
     */
    Session open(Sql sql) throws SQLException;

    /** The fold at work on one connection. Owned by one thread. */
    interface Session {
        /**
         * Folds one entry. Everything is written through the session's {@link Sql}; nobody else
         * sees it before the batch is committed. Throws only for a bug or a database in trouble: an
         * entry that means nothing to the fold is passed over.
         */
        void fold(Entry entry) throws SQLException;

        /** Writes what the session still holds back; called before each commit. */
        default void flush() throws SQLException {}
    }
}

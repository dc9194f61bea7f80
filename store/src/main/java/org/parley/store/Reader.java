package org.parley.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;

/**
 * Steps one fold behind the journal: some entries and the new position in one transaction. Owned by
 * one thread; {@link #progress} is for all. {@link ReaderThread} runs it.
 */
public final class Reader implements AutoCloseable {
    private final Fold fold;
    private final Database database;
    private final Journal journal;
    private final Clock clock;
    private final Batch batch;
    private final boolean shorter;
    private @Nullable Open open;
    private volatile long position;
    private final AtomicLong folded = new AtomicLong();
    private volatile @Nullable StoreTrouble trouble;

    /** What is at hand while all is well. */
    private record Open(Tables tables, Fold.Session session, Cursor cursor) {}

    /**
     * A reader; opens nothing yet.
     *
     * @param shorter whether tables may be made again although the journal no longer holds all that
     *     they were made of
     */
    public Reader(
            Fold fold,
            Database database,
            Journal journal,
            Clock clock,
            Batch batch,
            boolean shorter) {
        this.fold = fold;
        this.database = database;
        this.journal = journal;
        this.clock = clock;
        this.batch = batch;
        this.shorter = shorter;
    }

    /**
     * Folds one batch of what is durable, and commits it.
     *
     * @return whether there was anything to fold
     * @throws StoreTrouble when the database does not do it, now or without a person; the next step
     *     goes on from what was committed last
     */
    public boolean step() {
        try {
            Open ready = opened();
            boolean any = fold(ready);
            trouble = null;
            return any;
        } catch (SQLException cannot) {
            throw failed(StoreTrouble.database(fold.name(), cannot));
        } catch (StoreTrouble cannot) {
            throw failed(cannot);
        } catch (RuntimeException bug) {
            letGo();
            throw bug;
        }
    }

    private StoreTrouble failed(StoreTrouble cannot) {
        trouble = cannot;
        letGo();
        return cannot;
    }

    private Open opened() throws SQLException {
        Open ready = open;
        if (ready == null) {
            Tables tables = Tables.open(database, fold, journal, shorter);
            try {
                ready = new Open(tables, fold.open(tables.sql()), journal.read(tables.position()));
            } catch (SQLException | RuntimeException cannot) {
                tables.close();
                throw cannot;
            }
            open = ready;
            position = tables.position();
        }
        return ready;
    }

    private boolean fold(Open ready) throws SQLException {
        Entry entry = ready.cursor().poll();
        if (entry == null) {
            return false;
        }
        long until = clock.nanoTime() + batch.time().toNanos();
        int entries = 0;
        long bytes = 0;
        Entry last = entry;
        while (entry != null) {
            ready.session().fold(entry);
            last = entry;
            entries++;
            bytes += entry.body().length;
            boolean full =
                    entries == batch.entries()
                            || bytes >= batch.bytes()
                            || clock.nanoTime() - until >= 0;
            entry = full ? null : ready.cursor().poll();
        }
        ready.session().flush();
        ready.tables().commit(last);
        position = ready.tables().position();
        folded.addAndGet(entries);
        journal.commit("table." + fold.name(), position);
        return true;
    }

    /** Waits until there may be something to fold, at most this long. */
    void await(Duration atMost) {
        Open ready = open;
        if (ready != null) {
            ready.cursor().await(atMost);
        }
    }

    /** Folds everything that is durable by now; for commands and tests. */
    public void catchUp() {
        boolean more = true;
        while (more) {
            more = step();
        }
    }

    /** How far it has come. */
    public Progress progress() {
        return new Progress(
                position,
                journal.end(),
                folded.get(),
                Optional.ofNullable(trouble).map(StoreTrouble::problem));
    }

    String name() {
        return fold.name();
    }

    private void letGo() {
        Open gone = open;
        open = null;
        if (gone != null) {
            gone.cursor().close();
            gone.tables().close();
        }
    }

    /** Lets go of the database; what is not committed is folded again next time. */
    @Override
    public void close() {
        letGo();
    }
}

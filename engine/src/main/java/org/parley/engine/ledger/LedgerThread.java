package org.parley.engine.ledger;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Journal;

/** Steps the ledger behind the journal, and writes checkpoints now and then. */
public final class LedgerThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LedgerThread.class.getName());

    /** Entries folded with the ledger locked, before others may look at it. */
    private static final int STEP = 256;

    /**
     * Entries between two checkpoints: so many are folded again after a crash, in a second or so.
     */
    private static final long CHECKPOINT_ENTRIES = 1_000_000;

    /** Time between two checkpoints when there is little traffic. */
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String READER = "ledger";

    private final Ledger ledger;
    private final Cursor cursor;
    private final Checkpoint checkpoint;
    private final Journal journal;
    private final Clock clock;
    private final Object progress = new Object();
    private volatile boolean stopping;
    private volatile @Nullable RuntimeException failure;
    private volatile long checkpointed;
    private long checkpointNanos;
    private @Nullable Thread thread;

    public LedgerThread(
            Ledger ledger, Cursor cursor, Checkpoint checkpoint, Journal journal, Clock clock) {
        this.ledger = ledger;
        this.cursor = cursor;
        this.checkpoint = checkpoint;
        this.journal = journal;
        this.clock = clock;
        this.checkpointed = journal.first();
        this.checkpointNanos = clock.nanoTime();
    }

    public void start(ThreadFactory cores) {
        Thread started = cores.newThread(this::run);
        thread = started;
        started.start();
    }

    private void run() {
        firstCheckpoint();
        while (!stopping && failure == null) {
            if (!step()) {
                cursor.await(LOOK);
            }
        }
    }

    /** After a start, what was folded then need not be folded again. */
    public void firstCheckpoint() {
        guarded(() -> {
            checkpoint();
            return false;
        });
    }

    /**
     * Folds some of what is durable; writes a checkpoint when one is due.
     *
     * @return whether there was anything to fold
     */
    public boolean step() {
        return failure == null && guarded(this::foldSome);
    }

    private boolean foldSome() {
        int folded = ledger.step(cursor, STEP);
        if (folded > 0) {
            synchronized (progress) {
                progress.notifyAll();
            }
        }
        checkpointIfDue();
        return folded > 0;
    }

    private boolean guarded(BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (Throwable stopped) {
            failure =
                    stopped instanceof RuntimeException bug
                            ? bug
                            : new IllegalStateException(stopped);
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The ledger stopped; nothing more is routed. A person must look.",
                    stopped);
            return false;
        }
    }

    private void checkpointIfDue() {
        long behind = ledger.position() - checkpointed;
        boolean old = clock.nanoTime() - checkpointNanos > CHECKPOINT_EVERY.toNanos();
        if (behind >= CHECKPOINT_ENTRIES || (old && behind > 0)) {
            checkpoint();
        }
    }

    private void checkpoint() {
        long position = ledger.position();
        checkpointNanos = clock.nanoTime();
        try {
            checkpoint.write(ledger);
            checkpointed = position;
            journal.commit(READER, position);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "No checkpoint could be written; the next start takes longer. reason={0}",
                    e.getMessage());
        }
    }

    /** Waits until the ledger has folded everything before this position. */
    public boolean reach(long position, Duration atMost) {
        long until = clock.nanoTime() + atMost.toNanos();
        synchronized (progress) {
            while (ledger.position() < position && failure == null) {
                long left = (until - clock.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    progress.wait(Math.min(left, 100));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return failure == null;
    }

    /** Removes what is older than this and what neither a delivery nor a restart needs. */
    public long trim(Instant before) {
        long needed = Math.min(ledger.needed(), checkpointed);
        return journal.trim(before, ledger.releaseInForce(needed));
    }

    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void drain() {
        int folded;
        do {
            folded = ledger.step(cursor, STEP);
        } while (folded > 0);
    }

    /** Whether no thread steps the ledger any more; waits for it. */
    private boolean hasEnded() {
        Thread running = thread;
        try {
            return running == null || running.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Folds what is durable, writes a last checkpoint. */
    @Override
    public void close() {
        stopping = true;
        if (hasEnded() && failure == null) {
            drain();
            checkpoint();
        }
        cursor.close();
    }
}

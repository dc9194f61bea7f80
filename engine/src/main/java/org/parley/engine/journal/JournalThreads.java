package org.parley.engine.journal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The journal's three threads: the committer's, the segment maker's and the housekeeper's. Others
 * may commit instead of the first, {@link Journal#flush}.
 */
final class JournalThreads {
    private static final System.Logger LOG = System.getLogger(JournalThreads.class.getName());

    /** How long readers' positions and the mark may wait when nothing else is written. */
    private static final long IDLE_NANOS = Duration.ofMillis(500).toNanos();

    /** How long entries that nobody waits for may gather before a commit of their own. */
    private static final long LINGER_NANOS = Duration.ofMillis(1).toNanos();

    private final Committer committer;
    private final AppendQueue queue;
    private final SegmentMaker maker;
    private final Housekeeping housekeeping;
    private final AtomicBoolean closing;
    private volatile List<Thread> threads = List.of();

    /**
     * @param closing ends all threads when true; those who wait are woken by {@link #stop}
     */
    JournalThreads(
            Committer committer,
            AppendQueue queue,
            SegmentMaker maker,
            Housekeeping housekeeping,
            AtomicBoolean closing) {
        this.committer = committer;
        this.queue = queue;
        this.maker = maker;
        this.housekeeping = housekeeping;
        this.closing = closing;
    }

    void start(ThreadFactory factory) {
        List<Thread> made = new ArrayList<>();
        for (Runnable work : List.<Runnable>of(this::commit, this::makeAhead, this::keepHouse)) {
            made.add(factory.newThread(() -> guarded(work)));
        }
        threads = List.copyOf(made);
        threads.forEach(Thread::start);
    }

    /** Whether there are any. */
    boolean areRunning() {
        return !threads.isEmpty();
    }

    /** Makes the maker and the housekeeper look for work. */
    void wake() {
        threads.forEach(LockSupport::unpark);
    }

    /** A journal without one of its threads must not look alive. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            committer.stop(e);
            committer.step();
        }
    }

    private void commit() {
        while (true) {
            gather();
            queue.beginRound();
            if (committer.step()) {
                continue;
            }
            if (closing.get()) {
                return;
            }
            if (committer.hasIdleWork() && committer.quietNanos() >= IDLE_NANOS) {
                committer.idle();
            } else {
                queue.awaitWork(IDLE_NANOS, closing::get);
            }
        }
    }

    /** Waits while others commit what comes, and for what nobody waits for to become more. */
    private void gather() {
        long left = LINGER_NANOS;
        while (left > 0 && !queue.isEmpty() && !queue.isHurried() && !closing.get()) {
            queue.linger(left, closing::get);
            left = LINGER_NANOS - committer.quietNanos();
        }
    }

    private void makeAhead() {
        while (!closing.get()) {
            makeOne();
            LockSupport.parkNanos(this, IDLE_NANOS);
        }
    }

    /** Makes a segment ahead, when there is none and there is room. */
    void makeOne() {
        try {
            maker.prepare(closing::get);
        } catch (InterruptedIOException stopped) {
            LOG.log(System.Logger.Level.DEBUG, "A segment is left unmade, for closing.");
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The next journal segment could not be made yet: error={0}.",
                    String.valueOf(e.getMessage()));
        }
    }

    private void keepHouse() {
        while (!closing.get()) {
            if (!housekeeping.step()) {
                LockSupport.parkNanos(this, IDLE_NANOS);
            }
        }
    }

    /** Returns when all have ended; {@code closing} is set by then. */
    void stop() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

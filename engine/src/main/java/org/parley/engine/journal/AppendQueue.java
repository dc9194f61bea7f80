package org.parley.engine.journal;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tickets on their way to the committer, bounded in bytes. Many may add, one drains. The
 * committer's thread does not start at once for tickets that nobody waits for: more of them come,
 * and whoever commits meanwhile takes them along.
 */
final class AppendQueue {
    private final AtomicReference<@Nullable Ticket> newest = new AtomicReference<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long limit;
    private final Set<Thread> blocked = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread sleeper;
    private volatile @Nullable Thread lingerer;
    private volatile boolean hurried;

    AppendQueue(long limit) {
        this.limit = limit;
    }

    /**
     * Reserves room, waiting for it when there is none; an entry larger than the whole queue is let
     * in alone.
     *
     * @param stop gives up waiting when true
     * @param stepper does the committer's work when it has no own thread
     */
    void admit(long size, BooleanSupplier stop, @Nullable Runnable stepper) {
        if (tryAdmit(size)) {
            return;
        }
        boolean interrupted = false;
        Thread me = Thread.currentThread();
        blocked.add(me);
        try {
            while (!stop.getAsBoolean() && !tryAdmit(size)) {
                if (stepper != null) {
                    stepper.run();
                } else {
                    hurry();
                    LockSupport.park(this);
                }
                interrupted |= Thread.interrupted();
            }
        } finally {
            blocked.remove(me);
            if (interrupted) {
                me.interrupt();
            }
        }
    }

    private boolean tryAdmit(long size) {
        while (true) {
            long held = bytes.get();
            if (held > 0 && held + size > limit) {
                return false;
            }
            if (bytes.compareAndSet(held, held + size)) {
                return true;
            }
        }
    }

    /** Gives room back and lets those in who wait for it. */
    void release(long size) {
        bytes.addAndGet(-size);
        wakeBlocked();
    }

    void wakeBlocked() {
        blocked.forEach(LockSupport::unpark);
    }

    void add(Ticket ticket) {
        while (true) {
            Ticket top = newest.get();
            ticket.older = top;
            if (newest.compareAndSet(top, ticket)) {
                break;
            }
        }
        wakeCommitter();
    }

    void wakeCommitter() {
        wake(sleeper);
    }

    /** Somebody waits for what is in the queue: it is written as soon as can be. */
    void hurry() {
        hurried = true;
        wake(sleeper);
        wake(lingerer);
    }

    /** Whether somebody has, since the last round began. */
    boolean isHurried() {
        return hurried;
    }

    private static void wake(@Nullable Thread thread) {
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * From here on whoever hurries means a later round than this. For the committer's thread alone.
     */
    void beginRound() {
        hurried = false;
    }

    boolean isEmpty() {
        return newest.get() == null;
    }

    /** Moves all tickets, in the order of their coming, to the end of a collection. */
    void drainTo(Collection<Ticket> target) {
        Ticket ticket = newest.getAndSet(null);
        Ticket first = null;
        while (ticket != null) {
            Ticket older = ticket.older;
            ticket.older = first;
            first = ticket;
            ticket = older;
        }
        while (first != null) {
            Ticket later = first.older;
            first.older = null;
            target.add(first);
            first = later;
        }
    }

    /**
     * Sleeps until a ticket comes or somebody hurries, who may mean tickets that another thread
     * took from here and could not write; at most this long. For the committer's thread alone.
     */
    void awaitWork(long nanos, BooleanSupplier stop) {
        sleeper = Thread.currentThread();
        if (isEmpty() && !hurried && !stop.getAsBoolean()) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper = null;
    }

    /**
     * Gives tickets that nobody waits for a while to gather, unless somebody hurries. For the
     * committer's thread alone.
     */
    void linger(long nanos, BooleanSupplier stop) {
        lingerer = Thread.currentThread();
        if (!hurried && !stop.getAsBoolean()) {
            LockSupport.parkNanos(this, nanos);
        }
        lingerer = null;
    }
}

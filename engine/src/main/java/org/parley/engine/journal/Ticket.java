package org.parley.engine.journal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Problem;

/** One entry waiting to become durable. Costs no wake-up when nobody awaits it. */
final class Ticket implements Appended {
    /** What a second waiter of the same entry looks after, nanoseconds. */
    private static final long SECOND_WAITER_NANOS = 1_000_000;

    private enum State {
        WAITING,
        DURABLE,
        FAILED
    }

    final int lane;
    final byte[] headers;
    final Body body;

    /** The next older ticket while it lies in the queue; the queue's alone. */
    @Nullable Ticket older;

    /** Set by the committer before the state. */
    long position;

    /** Waits for room when there is none; others are refused then. */
    final boolean patient;

    private final Pushing pushing;
    private @Nullable Problem problem;
    private volatile State state = State.WAITING;
    private volatile @Nullable Thread waiter;

    /**
     * @param patient waits for room when there is none
     * @param pushing what a waiting thread does for its entry
     */
    Ticket(int lane, byte[] headers, Body body, boolean patient, Pushing pushing) {
        this.patient = patient;
        this.lane = lane;
        this.headers = headers;
        this.body = body;
        this.pushing = pushing;
    }

    /** Bytes of its record. */
    long recordBytes() {
        return Layout.RECORD_HEADER + headers.length + body.length();
    }

    /**
     * Is it a batch of its own? Everything spooled is, however small: it is copied from its file.
     */
    boolean isLarge() {
        return body instanceof Body.Spooled || body.length() > Layout.LARGE_BYTES;
    }

    void durable() {
        state = State.DURABLE;
        wake();
    }

    void failed(Problem why) {
        problem = why;
        state = State.FAILED;
        wake();
    }

    private void wake() {
        Thread thread = waiter;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public boolean isDone() {
        return state != State.WAITING;
    }

    @Override
    public long await() {
        if (state == State.WAITING) {
            awaitDone();
        }
        Problem why = problem;
        if (state == State.FAILED && why != null) {
            throw new JournalUnavailable(why);
        }
        return position;
    }

    private void awaitDone() {
        boolean alone = waiter == null;
        if (alone) {
            waiter = Thread.currentThread();
        }
        boolean interrupted = false;
        while (state == State.WAITING) {
            if (!pushing.push()) {
                park(alone && waiter == Thread.currentThread());
            }
            // an entry on its way is waited for whatever happens to the thread
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void park(boolean alone) {
        if (state != State.WAITING) {
            return;
        }
        if (alone) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, SECOND_WAITER_NANOS);
        }
    }
}

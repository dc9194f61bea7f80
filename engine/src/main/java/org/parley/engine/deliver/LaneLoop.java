package org.parley.engine.deliver;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * Runs one lane over one sender: asks what to do, does it, reports back. The body of a virtual
 * thread.
 */
final class LaneLoop implements LaneRunner {
    private static final System.Logger LOG = System.getLogger(LaneLoop.class.getName());

    private final Lane lane;
    private final Sender sender;
    private final Clock clock;
    private final long origin;
    private volatile boolean stopping;
    private volatile boolean idle;
    private volatile @Nullable Thread thread;

    /**
     * @param origin {@link Clock#nanoTime} at the engine's start; lanes count from there
     */
    LaneLoop(Lane lane, Sender sender, Clock clock, long origin) {
        this.lane = lane;
        this.sender = sender;
        this.clock = clock;
        this.origin = origin;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try (sender) {
            while (!stopping) {
                switch (lane.next(now())) {
                    case Lane.Step.Send send -> {
                        idle = false;
                        Answer answer = guarded(() -> sender.send(send.outgoing()));
                        lane.done(Objects.requireNonNull(answer), now());
                    }
                    case Lane.Step.Wait wait -> rest(wait.untilNanos());
                }
            }
        } finally {
            lane.close();
        }
    }

    /**
     * A sender never throws; should one do so all the same, the message waits and the lane lives
     * on.
     */
    static @Nullable Answer guarded(Supplier<@Nullable Answer> sending) {
        try {
            return sending.get();
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "A sender failed. It is tried again.", bug);
            return new Answer.Unreachable(
                    new Problem(
                            "PAR-5007",
                            Culprit.PARLEY,
                            "Sending failed inside Parley: " + bug.getClass().getSimpleName() + ".",
                            "The log has the details; report it."));
        }
    }

    private void rest(long until) {
        if (!idle) {
            idle = true; // from here on we are woken; look once more before sleeping
            return;
        }
        if (until == Lane.NEVER) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, Math.max(1, until - now()));
        }
    }

    private long now() {
        return clock.nanoTime() - origin;
    }

    /** There may be work: safe from any thread, cheap when the lane is busy. */
    void wake() {
        if (idle) {
            Thread sleeper = thread;
            if (sleeper != null) {
                LockSupport.unpark(sleeper);
            }
        }
    }

    @Override
    public void stop() {
        stopping = true;
        idle = true;
        wake();
    }

    @Override
    public void cut() {
        sender.close();
    }
}

package org.parley.engine.deliver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;

/** Runs all lanes of one destination on one thread, each over its own connection. */
final class LanesLoop implements LaneRunner {
    private static final int SCRATCH_BYTES = 64 << 10;

    /** Messages of one lane that need no wait, before the others have their turn. */
    private static final int TURN = 16;

    /** Rounds of lanes that need no wait, before the channels have their turn. */
    private static final int ROUNDS = 8;

    private final List<Berth> berths = new ArrayList<>();
    private final Selector selector;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final Clock clock;
    private final long origin;
    private final BiConsumer<Integer, Throwable> ended;
    private volatile boolean stopping;
    private volatile boolean idle;

    /** One lane, its connection, and what it waits for. */
    private final class Berth {
        final Lane lane;
        final PolledSender sender;
        boolean busy;
        boolean gone;
        long due = Lane.NEVER;

        /** The lane may have work. */
        volatile boolean woken = true;

        /** The sender wants to go on. */
        volatile boolean resumed;

        Berth(Lane lane, PolledSender sender) {
            this.lane = lane;
            this.sender = sender;
            sender.attach(new PolledSender.Polling(selector, this, scratch, this::resume));
        }

        private void resume() {
            resumed = true;
            selector.wakeup();
        }

        /** Safe from any thread, cheap while the loop is busy. */
        void wake() {
            woken = true;
            if (idle) {
                selector.wakeup();
            }
        }
    }

    /**
     * @param origin {@link Clock#nanoTime} at the engine's start; lanes count from there
     * @param ended told of a lane that ended by a fault
     */
    LanesLoop(Clock clock, long origin, BiConsumer<Integer, Throwable> ended) throws IOException {
        this.selector = Selector.open();
        this.clock = clock;
        this.origin = origin;
        this.ended = ended;
    }

    /**
     * Adds a lane, before the loop runs.
     *
     * @return wakes the lane
     */
    Runnable add(Lane lane, PolledSender sender) {
        Berth berth = new Berth(lane, sender);
        berths.add(berth);
        return berth::wake;
    }

    @Override
    public void run() {
        try (selector) {
            int rounds = 0;
            while (goesOn()) {
                boolean moved = false;
                for (Berth berth : berths) {
                    moved |= guarded(berth, this::advance);
                }
                rounds = moved ? rounds + 1 : ROUNDS;
                if (rounds >= ROUNDS) {
                    rounds = 0;
                    await();
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            berths.forEach(berth -> end(berth, e));
        } finally {
            berths.forEach(berth -> end(berth, null));
        }
    }

    /** Until told to stop, and then until nothing is in flight. */
    private boolean goesOn() {
        return !stopping || berths.stream().anyMatch(berth -> berth.busy);
    }

    private interface Work {
        boolean on(Berth berth);
    }

    /** A lane never ends in silence, and never takes the others with it. */
    private boolean guarded(Berth berth, Work work) {
        if (berth.gone) {
            return false;
        }
        try {
            return work.on(berth);
        } catch (RuntimeException | Error e) {
            end(berth, e);
            return true;
        }
    }

    private void end(Berth berth, @Nullable Throwable why) {
        if (berth.gone) {
            return;
        }
        berth.gone = true;
        berth.busy = false;
        berth.lane.close();
        berth.sender.close();
        if (why != null) {
            ended.accept(berth.lane.index(), why);
        }
    }

    /** Whether the lane had anything to do. */
    private boolean advance(Berth berth) {
        if (berth.resumed) {
            berth.resumed = false;
            goOn(berth);
        }
        boolean due = berth.woken || now() >= berth.due;
        if (berth.busy || !due || stopping) {
            return false;
        }
        berth.woken = false;
        for (int turn = 0; turn < TURN && !berth.busy; turn++) {
            switch (berth.lane.next(now())) {
                case Lane.Step.Send send -> {
                    berth.busy = true;
                    take(berth, LaneLoop.guarded(() -> berth.sender.begin(send.outgoing())));
                }
                case Lane.Step.Wait wait -> {
                    berth.due = wait.untilNanos();
                    return true;
                }
            }
        }
        berth.woken = true; // once the message in flight is answered, or in the next turn
        return true;
    }

    private void take(Berth berth, @Nullable Answer answer) {
        if (answer != null && berth.busy) {
            berth.busy = false;
            berth.woken = true;
            berth.lane.done(answer, now());
        }
    }

    private void goOn(Berth berth) {
        take(berth, LaneLoop.guarded(berth.sender::goOn));
    }

    /** Sleeps until a channel is ready, a lane is woken, or something is due. */
    private void await() throws IOException {
        idle = true;
        try {
            long left = left();
            if (left > 0) {
                selector.select(this::ready, Math.max(1, left / 1_000_000));
            } else {
                selector.selectNow(this::ready);
            }
        } finally {
            idle = false;
        }
        for (Berth berth : berths) {
            if (berth.busy && berth.sender.patience() <= 0) {
                guarded(berth, this::overdue);
            }
        }
    }

    private boolean overdue(Berth berth) {
        goOn(berth);
        return true;
    }

    private void ready(SelectionKey key) {
        guarded((Berth) key.attachment(), this::overdue);
    }

    /** Nanoseconds until something must be done; 0 for at once. */
    private long left() {
        long left = Long.MAX_VALUE;
        long now = now();
        for (Berth berth : berths) {
            if (berth.gone) {
                continue;
            }
            if (berth.resumed || (berth.woken && !berth.busy && !stopping)) {
                return 0;
            }
            if (berth.busy) {
                left = Math.min(left, berth.sender.patience());
            } else if (berth.due != Lane.NEVER && !stopping) {
                left = Math.min(left, berth.due - now);
            }
        }
        return Math.max(0, left);
    }

    private long now() {
        return clock.nanoTime() - origin;
    }

    @Override
    public void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public void cut() {
        for (Berth berth : berths) {
            berth.sender.close();
            berth.resume();
        }
    }
}

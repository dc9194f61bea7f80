package org.parley.engine.deliver;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.parley.engine.deliver.Preparation.Loaded;
import org.parley.engine.deliver.Preparation.Prepared;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.journal.Entry;
import org.parley.engine.plan.Route.IfRejected;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * Decides what one connection sends next, and what its answer means. A state machine without
 * threads, clock or socket: whoever owns it asks {@link #next} and reports {@link #done}, one
 * message in flight at a time.
 *
 * <p>What it keeps: deliveries of one order key go out in the order of the journal; a delivery that
 * waits holds only its own keys; when nothing gets through, the lane pauses and tries again; when
 * one message never gets through while others do, it is set aside and tried rarely.
 */
final class Lane {
    /**
     * Deliveries that may wait behind others of their key before the lane takes no more; they are
     * ids, not bodies.
     */
    static final int MAX_BLOCKED = 50_000;

    /** Tries of one message in a row before another one is tried instead. */
    static final int TRIES_BEFORE_SUSPECT = 3;

    /**
     * Tries of a message that never gets through while others do, before a person must look at it.
     */
    static final int TRIES_BEFORE_PARKED = 10;

    /**
     * No work and nothing due. Times here are nanoseconds since the engine started, never negative.
     */
    static final long NEVER = Long.MAX_VALUE;

    private final int index;
    private final Outbox outbox;
    private final Preparation preparation;
    private final Outcomes outcomes;
    private final RandomGenerator random;
    private final KeyQueues queues;

    private final ArrayDeque<Item> taken = new ArrayDeque<>();
    private final Map<Long, Item> held = new HashMap<>();
    private @Nullable Item current;
    private @Nullable Item again;
    private long pausedUntil;
    private int failuresInARow;
    private long lastFailed = -1;
    private boolean severalFailed;

    /** Cannot be read, so nobody knows whose it is: nothing passes it until it is parked. */
    private @Nullable Item unread;

    /** Answers that came, for whatever message. */
    private long gotThrough;

    Lane(
            int index,
            Outbox outbox,
            Preparation preparation,
            Outcomes outcomes,
            RandomGenerator random) {
        this.index = index;
        this.outbox = outbox;
        this.preparation = preparation;
        this.outcomes = outcomes;
        this.random = random;
        this.queues = new KeyQueues(key -> outbox.laneOf(OrderLanes.of(key)) == index);
    }

    /** What to do now. */
    sealed interface Step {
        record Send(Outgoing outgoing) implements Step {}

        /** Nothing to do before this time, or until woken. */
        record Wait(long untilNanos) implements Step {}
    }

    int index() {
        return index;
    }

    /**
     * Parked deliveries that hold their keys, known from before a restart; called before the first
     * {@link #next}.
     */
    void adopt(Item item) {
        if (know(item)) {
            held.put(item.id, item);
            queues.add(item);
            if (outbox.lanesOf(item) != 1 << index) {
                outbox.adoptBarrier(item);
            }
        }
    }

    Step next(long now) {
        if (current != null) {
            throw new IllegalStateException("one message is in flight already");
        }
        while (true) {
            outbox.nudges(index, nudge -> apply(nudge, now));
            if (again == null && now < pausedUntil) {
                return new Step.Wait(pausedUntil);
            }
            Item item = choose(now);
            if (item == null && outbox.nudged(index)) {
                continue;
            }
            if (item == null) {
                return new Step.Wait(queues.nextDue());
            }
            Outgoing outgoing = prepare(item);
            if (outgoing != null) {
                current = item;
                return new Step.Send(outgoing);
            }
            if (again != null) {
                return new Step.Wait(NEVER); // woken when there is memory for it
            }
        }
    }

    private @Nullable Item choose(long now) {
        if (again != null) {
            Item item = again;
            again = null;
            return item;
        }
        Item due = queues.takeDue(now);
        if (due != null) {
            return due;
        }
        Item fresh = fresh();
        return fresh != null ? fresh : unproven();
    }

    /**
     * When nothing gets through and there is nobody else to try, a message set aside need not rest:
     * as long as no other got through, it is the receiver that is away, not the message that breaks
     * it.
     */
    private @Nullable Item unproven() {
        return failuresInARow > 0
                ? queues.take(item -> item.suspect && item.gotThroughBefore == gotThrough)
                : null;
    }

    /** The next delivery that nothing stands before; the others are put in line on the way. */
    private @Nullable Item fresh() {
        while (queues.blocked() < MAX_BLOCKED && !waitsForUnread()) {
            if (taken.isEmpty() && !outbox.take(index, taken)) {
                return null;
            }
            Item item = taken.poll();
            if (item == null || !know(item)) {
                continue;
            }
            boolean barrier = outbox.lanesOf(item) != 1 << index;
            if (!barrier && queues.clear(item)) {
                return item;
            }
            if (item.sentAgain) {
                queues.holdFirst(
                        item); // in every lane alike, or two barriers could wait for each other
            } else {
                queues.add(item);
            }
            item.shrink();
            if (queues.first(item)) {
                promote(item, 0);
            }
        }
        return null;
    }

    /** Loads what is not known yet; false when the message is lost, which parks it. */
    private boolean know(Item item) {
        if (item.known) {
            return true;
        }
        return switch (preparation.load(item.id)) {
            case Loaded.Message m -> {
                item.know(m.entry(), m.keys());
                yield true;
            }
            case Loaded.Lost lost -> {
                unread = item;
                lost(item, lost);
                yield false;
            }
        };
    }

    /** Parked is what is durably so: after a crash it would be sent after those that passed it. */
    private boolean waitsForUnread() {
        if (unread != null && !outbox.owes(unread.id)) {
            unread = null;
        }
        return unread != null;
    }

    /** Null when the message is lost, which parks it. */
    private @Nullable Entry reload(Item item) {
        return switch (preparation.load(item.id)) {
            case Loaded.Message m -> m.entry();
            case Loaded.Lost lost -> {
                lost(item, lost);
                yield null;
            }
        };
    }

    private void lost(Item item, Loaded.Lost lost) {
        if (outbox.lose(item.id)) {
            outcomes.parked(item, lost.problem(), false);
        }
    }

    /** The lane ends. */
    void close() {
        preparation.release();
    }

    /** Null when the message is lost, which parks it, or is to be tried again once woken. */
    private @Nullable Outgoing prepare(Item item) {
        if (item.parts == null) {
            if (!preparation.reserve(item.bytes)) {
                again = item;
                return null;
            }
            Entry entry = item.entry == null ? reload(item) : item.entry;
            if (entry == null) {
                preparation.release();
                if (outbox.owes(item.id)) {
                    holdUntilParked(item);
                } else {
                    finish(item);
                }
                return null;
            }
            switch (preparation.prepare(item.id, entry, item.read)) {
                case Prepared.Ready ready -> {
                    item.parts = ready.parts();
                    item.part = item.part < ready.parts().size() ? item.part : 0;
                    item.ifRejected = ready.ifRejected();
                }
                case Prepared.Impossible impossible -> {
                    preparation.release();
                    park(item, impossible.problem());
                    return null;
                }
            }
        }
        return Objects.requireNonNull(item.parts).get(item.part);
    }

    /** The id of the delivery that the last {@link Step.Send} is of. */
    long inFlight() {
        return Objects.requireNonNull(current, "nothing is in flight").id;
    }

    /** Reports what came of the last {@link Step.Send}. */
    void done(Answer answer, long now) {
        Item item = Objects.requireNonNull(current, "nothing is in flight");
        current = null;
        item.attempts++;
        switch (answer) {
            case Answer.Accepted accepted -> accepted(item, accepted, now);
            case Answer.Rejected rejected -> {
                reached(now);
                rejected(item, rejected, now);
            }
            case Answer.Unreachable unreachable -> unreachable(item, unreachable.problem(), now);
        }
        if (again == null) {
            preparation.release();
        }
    }

    private void accepted(Item item, Answer.Accepted accepted, long now) {
        reached(now);
        settleSuspect(item);
        item.part++;
        if (item.part < Objects.requireNonNull(item.parts).size()) {
            again = item;
            return;
        }
        outcomes.delivered(item, accepted.code());
        finish(item);
    }

    private void rejected(Item item, Answer.Rejected rejected, long now) {
        settleSuspect(item);
        item.rejections++;
        switch (item.ifRejected) {
            case IfRejected.Park park -> park(item, rejected.problem());
            case IfRejected.Retry retry -> {
                if (item.rejections > retry.times()) {
                    park(item, rejected.problem());
                } else {
                    later(item, now + Backoff.REJECTED.nanos(item.rejections, random));
                }
            }
            case IfRejected.Stop stop -> {
                outcomes.parked(item, rejected.problem(), true);
                queues.holdFirst(item);
                item.shrink();
                held.put(item.id, item);
            }
        }
    }

    private void unreachable(Item item, Problem problem, long now) {
        severalFailed |= failuresInARow > 0 && lastFailed != item.id;
        lastFailed = item.id;
        failuresInARow++;
        if (item.failures++ == 0) {
            item.gotThroughBefore = gotThrough;
        }
        outbox.trouble(index, Optional.of(problem));
        pausedUntil = now + Backoff.UNREACHABLE.nanos(failuresInARow, random);
        if (item.failures >= TRIES_BEFORE_PARKED && gotThrough > item.gotThroughBefore) {
            park(item, neverAnswered(problem));
            return;
        }
        boolean setAside = item.failures >= TRIES_BEFORE_SUSPECT;
        item.suspect |= setAside;
        long rest =
                setAside
                        ? Backoff.SUSPECT.nanos(item.failures - TRIES_BEFORE_SUSPECT + 1, random)
                        : 0;
        later(item, Math.max(pausedUntil, now + rest));
    }

    /**
     * The receiver answers. If several messages had failed it was away: what was set aside gets a
     * chance at once.
     */
    private void reached(long now) {
        gotThrough++;
        if (failuresInARow > 0) {
            if (severalFailed) {
                queues.hasten(now);
            }
            failuresInARow = 0;
            severalFailed = false;
            pausedUntil = 0;
            outbox.trouble(index, Optional.empty());
        }
    }

    private void settleSuspect(Item item) {
        item.failures = 0;
        item.suspect = false;
    }

    private static Problem neverAnswered(Problem last) {
        return new Problem(
                "PAR-5020",
                Culprit.RECEIVER,
                "The receiver takes other messages but never answers this one. The last time: "
                        + last.text(),
                "Look at this message together with the receiver's supplier, then send it again or close it.");
    }

    private void park(Item item, Problem problem) {
        outcomes.parked(item, problem, false);
        holdUntilParked(item);
    }

    /**
     * What is parked lets go of its keys when that is durable: after a crash it would be sent
     * again, and must not find that others of its keys went past it.
     */
    private void holdUntilParked(Item item) {
        settleSuspect(item);
        queues.holdFirst(item);
        item.shrink();
        held.put(item.id, item);
    }

    private void later(Item item, long notBefore) {
        queues.holdFirst(item);
        item.shrink();
        queues.due(item, notBefore);
    }

    /**
     * Nothing more to send of this one: whoever stood behind it moves up, in the other lanes too.
     */
    private void finish(Item item) {
        settleSuspect(item);
        queues.remove(item, next -> promote(next, 0));
        if (outbox.lanesOf(item) != 1 << index) {
            outbox.barrierDone(item, index);
        }
    }

    /** First in line for all its keys here. */
    private void promote(Item item, long notBefore) {
        if (held.containsKey(item.id)) {
            return;
        }
        if (outbox.lanesOf(item) == 1 << index) {
            queues.due(item, notBefore);
        } else {
            held.put(item.id, item);
            if (!outbox.arrive(item, index)) {
                held.remove(item.id);
                queues.remove(item, next -> promote(next, 0));
            }
        }
    }

    private void apply(Nudge nudge, long now) {
        switch (nudge) {
            case Nudge.Free free -> resume(free.id(), now);
            case Nudge.Resend resend -> {
                if (!resume(resend.id(), now)) {
                    Item item = new Item(resend.id());
                    item.sentAgain = true;
                    taken.addLast(item);
                }
            }
            case Nudge.Release release -> {
                Item item = held.remove(release.id());
                if (item != null) {
                    finish(item);
                }
            }
            case Nudge.Passed passed -> {
                Item item = held.remove(passed.id());
                if (item != null) {
                    queues.remove(item, next -> promote(next, 0));
                }
            }
        }
    }

    private boolean resume(long id, long now) {
        Item item = held.remove(id);
        if (item == null) {
            return false;
        }
        item.parts = null;
        queues.due(item, now);
        return true;
    }
}

package org.parley.engine.deliver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.journal.Journal;
import org.parley.engine.route.Plans;

/**
 * The lanes of one destination, stepped by whoever owns them: the very state machines that {@link
 * Delivering} runs on threads, for simulated time. Times are nanoseconds since the start, never
 * negative.
 */
public final class SteppedLanes {
    /** Nothing is due before somebody wakes the lanes. */
    public static final long NEVER = Lane.NEVER;

    private final List<Lane> lanes = new ArrayList<>();
    private final Set<Integer> inFlight = new HashSet<>();
    private final Outbox outbox;
    private long nextDue = NEVER;
    private boolean woken;

    public SteppedLanes(
            Outbox outbox,
            List<ParkedDelivery> parked,
            Journal journal,
            Plans plans,
            Clock clock,
            SplittableGenerator random) {
        this.outbox = outbox;
        for (int i = 0; i < outbox.connections(); i++) {
            outbox.serve(i, () -> woken = true);
            lanes.add(
                    Delivering.lane(
                            outbox,
                            i,
                            parked,
                            journal,
                            plans,
                            LoadBudget.none(),
                            clock,
                            random.split()));
        }
    }

    /**
     * A message that a lane sends now; its answer goes to {@link #done}.
     *
     * @param position of the message in the journal
     * @param route by which it goes
     */
    public record Attempt(int lane, Outgoing outgoing, long position, String route) {}

    /** Asks every lane that has nothing in flight, again as long as one frees another. */
    public List<Attempt> due(long now) {
        List<Attempt> attempts = new ArrayList<>();
        do {
            woken = false;
            ask(now, attempts);
        } while (woken);
        return attempts;
    }

    private void ask(long now, List<Attempt> attempts) {
        nextDue = NEVER;
        for (int i = 0; i < lanes.size(); i++) {
            if (!inFlight.contains(i)) {
                switch (lanes.get(i).next(now)) {
                    case Lane.Step.Send send -> {
                        inFlight.add(i);
                        long id = lanes.get(i).inFlight();
                        attempts.add(
                                new Attempt(
                                        i,
                                        send.outgoing(),
                                        Item.position(id),
                                        outbox.route(Item.leg(id))));
                    }
                    case Lane.Step.Wait wait -> nextDue = Math.min(nextDue, wait.untilNanos());
                }
            }
        }
    }

    /** What came of an attempt. */
    public void done(int lane, Answer answer, long now) {
        inFlight.remove(lane);
        lanes.get(lane).done(answer, now);
    }

    /** When a lane that waits wants to be asked again, as of the last {@link #due}. */
    public long nextDue() {
        return nextDue;
    }

    /** Attempts without an answer yet. */
    public int inFlight() {
        return inFlight.size();
    }
}

package org.parley.engine.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.plan.Destination;
import org.parley.engine.route.Plans;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** The lanes of one destination at work. */
public final class Delivering implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Delivering.class.getName());

    /** How long a clean stop waits for the answers to messages in flight. */
    static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private final List<LaneLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Delivering() {}

    /**
     * Starts the lanes.
     *
     * @param parked deliveries that hold their keys from before
     * @param open makes one sender for each lane
     * @param budget shared by all destinations
     */
    public static Delivering start(
            Outbox outbox,
            Destination destination,
            List<ParkedDelivery> parked,
            Function<Destination, Sender> open,
            Journal journal,
            Plans plans,
            LoadBudget budget,
            Clock clock,
            RandomGenerator.SplittableGenerator random,
            ThreadFactory edges) {
        Delivering delivering = new Delivering();
        long origin = clock.nanoTime();
        for (int i = 0; i < outbox.connections(); i++) {
            int index = i;
            Lane lane = lane(outbox, i, parked, journal, plans, budget, clock, random.split());
            LaneLoop loop = new LaneLoop(lane, () -> open.apply(destination), clock, origin);
            outbox.serve(i, loop::wake);
            delivering.loops.add(loop);
            delivering.threads.add(edges.newThread(() -> guarded(loop, outbox, index)));
        }
        delivering.threads.forEach(Thread::start);
        return delivering;
    }

    static Lane lane(
            Outbox outbox,
            int index,
            List<ParkedDelivery> parked,
            Journal journal,
            Plans plans,
            LoadBudget budget,
            Clock clock,
            RandomGenerator random) {
        DeliveryMaker maker = new DeliveryMaker(outbox, journal, plans, budget);
        Lane lane =
                new Lane(index, outbox, maker, new OutcomeWriter(outbox, journal, clock), random);
        for (ParkedDelivery held : parked) {
            if (held.holdsKey() && held.ref().destination().equals(outbox.destination())) {
                Item item =
                        new Item(Item.id(held.ref().position(), outbox.leg(held.ref().route())));
                switch (maker.load(item.id)) {
                    case Preparation.Loaded.Message m -> {
                        item.know(m.entry(), m.keys());
                        item.shrink();
                        if ((outbox.lanesOf(item) >> index & 1) == 1) {
                            lane.adopt(item);
                        }
                    }
                    case Preparation.Loaded.Lost lost ->
                            LOG.log(
                                    System.Logger.Level.ERROR,
                                    "A parked message that holds others of its patient cannot be read; they are sent without it. problem={0}",
                                    lost.problem());
                }
            }
        }
        return lane;
    }

    /** The top of a lane's thread: it never ends in silence. */
    private static void guarded(LaneLoop loop, Outbox outbox, int lane) {
        try {
            loop.run();
        } catch (JournalUnavailable stopped) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A lane stopped because the journal takes nothing more. destination={0} problem={1}",
                    outbox.destination(),
                    stopped.problem().code());
            outbox.trouble(lane, Optional.of(stopped.problem()));
        } catch (Throwable bug) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A lane stopped; what waits for it stays. A person must look. destination="
                            + outbox.destination(),
                    bug);
            outbox.trouble(
                    lane,
                    Optional.of(
                            new Problem(
                                    "PAR-5008",
                                    Culprit.PARLEY,
                                    "A connection to "
                                            + outbox.destination()
                                            + " stopped by a fault inside Parley.",
                                    "The log has the details; report it, and start Parley again. Nothing is lost.")));
        }
    }

    /** Tells the lanes to stop after the message in flight; {@link #close} waits for it. */
    public void stopTaking() {
        loops.forEach(LaneLoop::close);
    }

    /** Stops taking; waits briefly for messages in flight, then cuts them off. */
    @Override
    public void close() {
        loops.forEach(LaneLoop::close);
        boolean interrupted = false;
        for (int i = 0; i < threads.size(); i++) {
            try {
                if (!threads.get(i).join(i == 0 ? STOP_WAIT : Duration.ofMillis(500))) {
                    loops.get(i).cut();
                    threads.get(i).join(STOP_WAIT);
                }
            } catch (InterruptedException stop) {
                interrupted = true;
                loops.get(i).cut();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

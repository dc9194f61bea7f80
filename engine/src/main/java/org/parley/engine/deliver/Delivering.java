package org.parley.engine.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    private final List<LaneRunner> runners = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Delivering() {}

    /**
     * Starts the lanes.
     *
     * @param parked deliveries that hold their keys from before
     * @param open makes one sender for each lane
     * @param budget shared by all destinations
     * @param cores makes the one thread of a destination whose senders can be polled
     * @param edges makes the threads of lanes whose senders block
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
            ThreadFactory cores,
            ThreadFactory edges) {
        Delivering delivering = new Delivering();
        long origin = clock.nanoTime();
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < outbox.connections(); i++) {
            lanes.add(lane(outbox, i, parked, journal, plans, budget, clock, random.split()));
        }
        List<Sender> senders = lanes.stream().map(lane -> open.apply(destination)).toList();
        List<PolledSender> polled =
                senders.stream()
                        .filter(PolledSender.class::isInstance)
                        .map(PolledSender.class::cast)
                        .toList();
        if (!polled.isEmpty() && polled.size() == senders.size()) {
            delivering.onOneThread(outbox, lanes, polled, clock, origin, cores);
        } else {
            delivering.onThreadsOfTheirOwn(outbox, lanes, senders, clock, origin, edges);
        }
        delivering.threads.forEach(Thread::start);
        return delivering;
    }

    private void onOneThread(
            Outbox outbox,
            List<Lane> lanes,
            List<PolledSender> senders,
            Clock clock,
            long origin,
            ThreadFactory cores) {
        LanesLoop loop;
        try {
            loop = new LanesLoop(clock, origin, (lane, why) -> ended(outbox, lane, why));
        } catch (IOException noDescriptors) {
            throw new UncheckedIOException(noDescriptors);
        }
        for (Lane lane : lanes) {
            outbox.serve(lane.index(), loop.add(lane, senders.get(lane.index())));
        }
        runners.add(loop);
        threads.add(cores.newThread(loop));
    }

    private void onThreadsOfTheirOwn(
            Outbox outbox,
            List<Lane> lanes,
            List<Sender> senders,
            Clock clock,
            long origin,
            ThreadFactory edges) {
        for (Lane lane : lanes) {
            LaneLoop loop = new LaneLoop(lane, senders.get(lane.index()), clock, origin);
            outbox.serve(lane.index(), loop::wake);
            runners.add(loop);
            threads.add(edges.newThread(() -> guarded(loop, outbox, lane.index())));
        }
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
        DeliveryMaker maker = new DeliveryMaker(outbox, index, journal, plans, budget);
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
        } catch (Throwable why) {
            ended(outbox, lane, why);
        }
    }

    private static void ended(Outbox outbox, int lane, Throwable why) {
        if (why instanceof JournalUnavailable stopped) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A lane stopped because the journal takes nothing more. destination={0} problem={1}",
                    outbox.destination(),
                    stopped.problem().code());
            outbox.trouble(lane, Optional.of(stopped.problem()));
            return;
        }
        LOG.log(
                System.Logger.Level.ERROR,
                "A lane stopped; what waits for it stays. A person must look. destination="
                        + outbox.destination(),
                why);
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

    /** Tells the lanes to stop after the message in flight; {@link #close} waits for it. */
    public void stopTaking() {
        runners.forEach(LaneRunner::stop);
    }

    /** Stops taking; waits briefly for messages in flight, then cuts them off. */
    @Override
    public void close() {
        runners.forEach(LaneRunner::stop);
        boolean interrupted = false;
        for (int i = 0; i < threads.size(); i++) {
            try {
                if (!threads.get(i).join(i == 0 ? STOP_WAIT : Duration.ofMillis(500))) {
                    runners.get(i).cut();
                    threads.get(i).join(STOP_WAIT);
                }
            } catch (InterruptedException stop) {
                interrupted = true;
                runners.get(i).cut();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

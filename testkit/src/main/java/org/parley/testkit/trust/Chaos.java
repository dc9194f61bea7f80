package org.parley.testkit.trust;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Receivers that die, stall and lie, by a schedule that a seed repeats. */
public final class Chaos implements AutoCloseable {
    private static final List<Behaviour> FAULTS =
            List.of(
                    new Behaviour.Dead(),
                    new Behaviour.Stalls(),
                    new Behaviour.AnswersForAnother(),
                    new Behaviour.SaysNo("AE"),
                    new Behaviour.SaysNo("AR"),
                    new Behaviour.AnswersLate(Duration.ofSeconds(3)),
                    new Behaviour.ResetsInMidFrame(),
                    new Behaviour.Dribbles(Duration.ofMillis(5)));
    private static final long MAX_NAP_NANOS = 50_000_000;

    private final List<Change> schedule;
    private final Collection<? extends Receiving> receivers;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;

    /**
     * One change of behaviour.
     *
     * @param at from the start of the run
     */
    public record Change(Duration at, String receiver, Behaviour behaviour) {}

    /** Begins to play a schedule. */
    public Chaos(List<Change> schedule, Collection<? extends Receiving> receivers) {
        this.schedule = List.copyOf(schedule);
        this.receivers = receivers;
        this.thread = Thread.ofVirtual().name("chaos").start(this::play);
    }

    /**
     * A fault of 5 to 20 % of the run at each receiver again and again, healthy times between, and
     * the last fifth of the run healthy.
     */
    public static List<Change> schedule(long seed, Collection<String> receivers, Duration run) {
        List<Change> all = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        long length = run.toMillis();
        for (String receiver : receivers.stream().sorted().toList()) {
            long at = length / 20 + random.nextLong(Math.max(1, length / 5));
            while (at < length * 3 / 5) {
                Behaviour fault = FAULTS.get(random.nextInt(FAULTS.size()));
                all.add(new Change(Duration.ofMillis(at), receiver, fault));
                at += length / 20 + random.nextLong(Math.max(1, length * 3 / 20));
                all.add(new Change(Duration.ofMillis(at), receiver, Behaviour.HEALTHY));
                at += length / 20 + random.nextLong(Math.max(1, length / 5));
            }
        }
        all.sort(Comparator.comparing(Change::at));
        return all;
    }

    /** Ends the schedule; everybody is healthy again. */
    @Override
    public void close() {
        stopped.set(true);
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        receivers.forEach(r -> r.behave(Behaviour.HEALTHY));
    }

    private void play() {
        long start = System.nanoTime();
        for (Change change : schedule) {
            while (!stopped.get()) {
                long left = change.at().toNanos() - (System.nanoTime() - start);
                if (left <= 0) {
                    break;
                }
                LockSupport.parkNanos(Math.min(left, MAX_NAP_NANOS));
            }
            if (stopped.get()) {
                return;
            }
            for (Receiving receiver : receivers) {
                if (receiver.name().equals(change.receiver())) {
                    receiver.behave(change.behaviour());
                }
            }
        }
    }
}

package org.parley.testkit.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What all parts of one simulation share: chance, time, what will happen, what went wrong. */
final class Stage {
    static final long MICRO = 1_000;
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000_000_000;

    /** Moments at which clocks are known to go wrong, and an ordinary one. */
    private static final List<Instant> BEGINNINGS =
            List.of(
                    Instant.parse("2026-01-05T08:00:00Z"),
                    Instant.parse("2026-03-29T00:59:00Z"),
                    Instant.parse("2026-10-25T00:59:00Z"),
                    Instant.parse("2028-02-28T23:58:00Z"),
                    Instant.parse("2028-02-29T23:58:00Z"),
                    Instant.parse("2026-12-31T23:59:00Z"),
                    Instant.parse("2038-01-19T03:13:00Z"));

    final SplittableRandom random;
    final SimulatedClock clock;
    final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private final Set<Fault> possible = EnumSet.noneOf(Fault.class);
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final Consumer<String> trace;
    private final boolean traced;
    private long events;
    private long digest = 1;
    private boolean healed;

    private record Event(long at, long number, Runnable what) {}

    /**
     * @param trace told what happens, when it is wanted
     */
    Stage(long seed, boolean traced, Consumer<String> trace) {
        this.random = new SplittableRandom(seed);
        this.traced = traced;
        this.trace = trace;
        this.clock = new SimulatedClock(BEGINNINGS.get(random.nextInt(BEGINNINGS.size())));
        for (Fault fault : Fault.values()) {
            if (!fault.isKind() && random.nextBoolean()) {
                possible.add(fault);
            }
        }
    }

    long now() {
        return clock.nanoTime();
    }

    /** Something happens later, in nanoseconds from now. */
    void after(long nanos, Runnable what) {
        agenda.add(new Event(now() + nanos, events++, what));
    }

    /** Lets the next thing happen; false when there is none. */
    boolean next() {
        Event event = agenda.poll();
        if (event == null) {
            return false;
        }
        clock.to(event.at());
        digest = digest * 31 + event.at();
        event.what().run();
        return true;
    }

    /** How many things were ever planned. */
    long events() {
        return events;
    }

    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    boolean possible(Fault fault) {
        return !healed && possible.contains(fault);
    }

    /** Whether it is possible at some time in this simulation. */
    boolean possibleEver(Fault fault) {
        return possible.contains(fault);
    }

    /** Whether a fault happens now; counted when it does. */
    boolean strikes(Fault fault, int oneIn) {
        boolean now = possible(fault) && random.nextInt(oneIn) == 0;
        if (now) {
            struck(fault);
        }
        return now;
    }

    void struck(Fault fault) {
        happened.merge(fault, 1, Integer::sum);
    }

    /** From now on nothing goes wrong. */
    void heal() {
        healed = true;
    }

    boolean healed() {
        return healed;
    }

    /** Notes what happened, for whoever replays this seed, and for comparing two runs of it. */
    void note(Supplier<String> what) {
        if (traced) {
            trace.accept(String.format("%12.6f  %s", now() / 1e9, what.get()));
        }
    }

    /** Makes two runs of a seed comparable. */
    void mix(long value) {
        digest = digest * 31 + value;
    }

    long digest() {
        return digest;
    }
}

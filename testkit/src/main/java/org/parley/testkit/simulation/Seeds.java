package org.parley.testkit.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Many seeds, one after another on each of some threads, and what they came to together. */
public final class Seeds {
    /** So many failures are enough to look at. */
    private static final int MOST_FAILURES = 20;

    private final long from;
    private final long to;
    private final AtomicLong next;
    private final List<Simulation.Outcome> failures = new ArrayList<>();
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private long run;
    private long accepted;
    private long arrivals;
    private long repeated;
    private long lives;
    private double simulatedSeconds;

    private Seeds(long from, long to) {
        this.from = from;
        this.to = to;
        this.next = new AtomicLong(from);
    }

    /**
     * Runs seeds; ends early when many fail.
     *
     * @param to not included
     */
    public static Seeds run(long from, long to, int threads) {
        Seeds seeds = new Seeds(from, to);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().name("simulation-" + i).start(seeds::work));
        }
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return seeds;
    }

    private void work() {
        for (long seed = next.getAndIncrement();
                seed < to && !Thread.currentThread().isInterrupted();
                seed = next.getAndIncrement()) {
            add(Simulation.run(seed));
        }
    }

    private synchronized void add(Simulation.Outcome outcome) {
        run++;
        accepted += outcome.accepted();
        arrivals += outcome.arrivals();
        repeated += outcome.repeated();
        lives += outcome.lives();
        simulatedSeconds += outcome.simulatedSeconds();
        outcome.happened().forEach((fault, count) -> happened.merge(fault, count, Integer::sum));
        if (outcome.violation().isPresent()) {
            failures.add(outcome);
            if (failures.size() >= MOST_FAILURES) {
                next.set(to);
            }
        }
    }

    /** Those that broke a promise. */
    public synchronized List<Simulation.Outcome> failures() {
        return List.copyOf(failures);
    }

    /** How often each fault struck. */
    public synchronized Map<Fault, Integer> happened() {
        return Map.copyOf(happened);
    }

    /** A line for each failure, with the command that plays it again. */
    public synchronized String told() {
        return failures.stream()
                .map(failure ->
                        "seed "
                                + failure.seed()
                                + " broke a promise: "
                                + failure.violation().orElse("")
                                + "\n  ./parley sim --seeds "
                                + failure.seed()
                                + " --trace\n")
                .collect(Collectors.joining());
    }

    /** What was run, in a few lines. */
    public synchronized String summary() {
        return String.format(
                Locale.ROOT,
                "%,d seeds from %d on: %d failed. %,d messages acknowledged, %,d arrivals (%,d of them"
                        + " repeats after a crash), %,d starts of the engine, %.1f simulated days.%nFaults: %s",
                run,
                from,
                failures.size(),
                accepted,
                arrivals,
                repeated,
                lives,
                simulatedSeconds / 86_400,
                new EnumMap<>(happened));
    }
}

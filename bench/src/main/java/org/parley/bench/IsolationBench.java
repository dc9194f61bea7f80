package org.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.parley.testkit.trust.Behaviour;
import org.parley.testkit.trust.Expectation;
import org.parley.testkit.trust.Ledger;
import org.parley.testkit.trust.SimulatedReceiver;

/**
 * What a bad destination does to a good one: at a steady rate, the answers to the sender and the
 * way to the good destination are timed while the other one is well, then while it has a fault.
 */
public final class IsolationBench {
    private static final int CONNECTIONS = 32;
    private static final int RATE = 2_000;
    private static final double SECONDS = 5;
    private static final int MOST = 200_000;

    private static final List<Behaviour> FAULTS =
            List.of(
                    Behaviour.HEALTHY,
                    new Behaviour.Dead(),
                    new Behaviour.Stalls(),
                    new Behaviour.AnswersForAnother(),
                    new Behaviour.AnswersLate(Duration.ofSeconds(2)),
                    new Behaviour.SaysNo("AE"),
                    new Behaviour.SaysNo("AR"),
                    new Behaviour.ResetsInMidFrame(),
                    new Behaviour.Dribbles(Duration.ofMillis(5)));

    private final List<SampleMessages.Sample> samples = SampleMessages.mixed(500, 42);
    private final AtomicLongArray sent = new AtomicLongArray(MOST);
    private final AtomicLongArray arrived = new AtomicLongArray(MOST);
    private long next;

    private IsolationBench() {}

    /** Acknowledged a second; times in milliseconds. */
    private record Round(double rate, double p50, double p99, double way50, double way99) {}

    private void fault(Behaviour behaviour) throws IOException {
        next = 0;
        try (LightReceiver good =
                        new LightReceiver(id -> arrived.set((int) id, System.nanoTime()));
                SimulatedReceiver bad =
                        new SimulatedReceiver(
                                "bad",
                                0,
                                new Ledger(List.of("bad"), Expectation.everythingTo("bad")));
                EngineProcess engine = new EngineProcess(good.port(), bad.port())) {
            round(engine, good);
            Round well = round(engine, good);
            bad.behave(behaviour);
            round(engine, good);
            Round ill = round(engine, good);
            String name = behaviour.getClass().getSimpleName();
            String code = behaviour instanceof Behaviour.SaysNo no ? " " + no.code() : "";
            System.out.printf(
                    "| %s%s | %,.0f → %,.0f | %.2f → %.2f | %.2f → %.2f | %.2f → %.2f | %.2f → %.2f |%n",
                    name,
                    code,
                    well.rate,
                    ill.rate,
                    well.p50,
                    ill.p50,
                    well.p99,
                    ill.p99,
                    well.way50,
                    ill.way50,
                    well.way99,
                    ill.way99);
        }
    }

    private Round round(EngineProcess engine, LightReceiver good) throws IOException {
        long first = next;
        LightGenerator.Result result =
                new LightGenerator(
                                engine.address(),
                                CONNECTIONS,
                                samples,
                                RATE,
                                first,
                                id -> sent.set((int) id, System.nanoTime()))
                        .run(SECONDS);
        next = result.nextId();
        long until = System.nanoTime() + 10_000_000_000L;
        while (good.received() < next) {
            if (System.nanoTime() > until) {
                throw new IOException(
                        "the good destination has " + good.received() + " of " + next);
            }
            LockSupport.parkNanos(1_000_000);
        }
        long[] ways = new long[(int) (next - first)];
        for (int i = 0; i < ways.length; i++) {
            int id = (int) first + i;
            ways[i] = arrived.get(id) - sent.get(id);
        }
        Arrays.sort(ways);
        return new Round(
                result.perSecond(),
                result.p50() / 1e6,
                result.p99() / 1e6,
                ways[ways.length / 2] / 1e6,
                ways[ways.length * 99 / 100] / 1e6);
    }

    /** Prints one row for each fault; the first row, without a fault, shows the noise. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(
                "| the other destination | acknowledged/s | answer p50, ms | answer p99, ms"
                        + " | to the good destination p50, ms | p99, ms |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        IsolationBench bench = new IsolationBench();
        for (Behaviour fault : FAULTS) {
            bench.fault(fault);
        }
    }
}

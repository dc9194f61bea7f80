package org.parley.bench;

import java.io.IOException;
import java.util.List;

/**
 * The whole path: 64 connections in, fsync before the answer, a v2 map, two destinations; generator
 * and receivers on the same cores. Judged by ratios: CPU a message, and latency against the fsync
 * of the same run.
 */
public final class PathBench implements AutoCloseable {
    private static final int CONNECTIONS = 64;

    /** Messages a second that the whole path is to reach. */
    private static final double WANTED = 20_000;

    private static final int SAMPLES = 4_096;

    private final EngineProcess engine;
    private final LightReceiver first;
    private final LightReceiver second;
    private final List<SampleMessages.Sample> samples = SampleMessages.mixed(SAMPLES, 42);
    private long nextId;

    private PathBench() throws IOException {
        first = new LightReceiver();
        second = new LightReceiver();
        engine = new EngineProcess(first.port(), second.port());
    }

    private LightGenerator.Result load(int connections, double seconds, double perSecond)
            throws IOException {
        LightGenerator.Result result =
                new LightGenerator(engine.address(), connections, samples, perSecond, nextId)
                        .run(seconds);
        nextId = result.nextId();
        return result;
    }

    private void run(double seconds) throws IOException {
        load(CONNECTIONS, seconds, 0);
        drained();
        System.out.println("warmed up");
        EngineProcess.Figures before = engine.figures();
        long sunkBefore = first.received() + second.received();
        long start = System.nanoTime();
        LightGenerator.Result full = load(CONNECTIONS, seconds, 0);
        drained();
        double took = (System.nanoTime() - start) / 1e9;
        EngineProcess.Figures after = engine.figures();
        long sunk = first.received() + second.received() - sunkBefore;
        double micros = (after.cpu() - before.cpu()) / 1e3 / full.acknowledged();
        row("acknowledged, 64 connections", "%,.0f/s".formatted(full.perSecond()));
        row("acknowledged and delivered to both", "%,.0f/s".formatted(full.acknowledged() / took));
        row(
                "answer p50 / p99 at full load",
                "%.2f / %.2f ms".formatted(full.p50() / 1e6, full.p99() / 1e6));
        row("engine CPU a message", "%.1f µs".formatted(micros));
        row(
                "deliveries counted by receivers / expected",
                "%,d / %,d".formatted(sunk, 2L * full.acknowledged()));
        double halfLoad = Math.min(full.perSecond(), WANTED) / 2;
        load(CONNECTIONS, seconds, halfLoad);
        LightGenerator.Result half = load(CONNECTIONS, seconds, halfLoad);
        drained();
        LightGenerator.Result single = load(1, Math.min(seconds, 5), 0);
        drained();
        EngineProcess.Figures end = engine.figures();
        double fsync = FsyncProbe.medianNanos();
        row(
                "fsync median in this run",
                "%.3f ms (at open %.3f ms)".formatted(fsync / 1e6, end.fsync() / 1e6));
        row(
                "half load, %,.0f/s: p50 / p99".formatted(halfLoad),
                "%.2f / %.2f ms".formatted(half.p50() / 1e6, half.p99() / 1e6));
        row("half load p99 / fsync", "%.1f (limit 5)".formatted(half.p99() / fsync));
        row(
                "one connection: p50 / p99",
                "%.2f / %.2f ms".formatted(single.p50() / 1e6, single.p99() / 1e6));
        row("one connection p50 / fsync", "%.1f (limit 3)".formatted(single.p50() / fsync));
        row("the book balances", "%s".formatted(end.balanced()));
        floor(seconds, halfLoad, fsync);
    }

    /** What a server that does nothing but force and answer gives on this machine. */
    private void floor(double seconds, double halfLoad, double fsync) throws IOException {
        try (BareServer bare = new BareServer()) {
            bare(bare, CONNECTIONS, seconds, 0);
            LightGenerator.Result half = bare(bare, CONNECTIONS, seconds, halfLoad);
            LightGenerator.Result single = bare(bare, 1, Math.min(seconds, 5), 0);
            row(
                    "bare server, no delivery, half load: p50 / p99",
                    "%.2f / %.2f ms, p99 / fsync %.1f"
                            .formatted(half.p50() / 1e6, half.p99() / 1e6, half.p99() / fsync));
            row(
                    "bare server, one connection: p50 / p99",
                    "%.2f / %.2f ms, p50 / fsync %.1f"
                            .formatted(
                                    single.p50() / 1e6, single.p99() / 1e6, single.p50() / fsync));
        }
    }

    private LightGenerator.Result bare(
            BareServer server, int connections, double seconds, double perSecond)
            throws IOException {
        return new LightGenerator(server.address(), connections, samples, perSecond, 0)
                .run(seconds);
    }

    private static void row(String what, String value) {
        System.out.println("| " + what + " | " + value + " |");
    }

    /** Waits until both receivers have everything that was acknowledged. */
    private void drained() throws IOException {
        long end = System.nanoTime() + 60_000_000_000L;
        long last = -1;
        while (System.nanoTime() < end) {
            long delivered = engine.figures().delivered();
            if (delivered >= 2 * nextId
                    || (delivered == last && delivered >= 2 * nextId - 2L * CONNECTIONS)) {
                return;
            }
            last = delivered;
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        throw new IOException(
                "not everything was delivered: "
                        + engine.figures()
                        + " of "
                        + nextId
                        + " messages");
    }

    @Override
    public void close() throws IOException {
        engine.close();
        first.close();
        second.close();
    }

    /** Arguments: seconds for each phase (default 8). */
    public static void main(String[] arguments) throws IOException {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 8;
        try (PathBench bench = new PathBench()) {
            bench.run(seconds);
        }
    }
}

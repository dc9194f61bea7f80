package org.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The whole path: 64 connections in, fsync before the answer, a v2 map, two destinations; generator
 * and receivers on the same cores. Judged by ratios: CPU a message, and latency against the fsync
 * of the same run.
 */
public final class PathBench {
    private static final int CONNECTIONS = 64;
    private static final int SAMPLES = 4_096;

    private final Process child;
    private final PrintWriter ask;
    private final BufferedReader answers;
    private final InetSocketAddress engine;
    private final LightReceiver first;
    private final LightReceiver second;
    private final List<SampleMessages.Sample> samples = SampleMessages.mixed(SAMPLES, 42);
    private long nextId;

    private PathBench(Path data) throws IOException {
        first = new LightReceiver();
        second = new LightReceiver();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-Djdk.virtualThreadScheduler.parallelism="
                                        + Math.max(
                                                1, Runtime.getRuntime().availableProcessors() / 2),
                                "--enable-native-access=ALL-UNNAMED"));
        String extra = System.getProperty("engine.flags", "");
        if (!extra.isBlank()) {
            command.addAll(List.of(extra.split(" ", -1)));
        }
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineChild.class.getName(),
                        data.toString(),
                        Integer.toString(first.port()),
                        Integer.toString(second.port())));
        child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        ask = new PrintWriter(child.outputWriter(StandardCharsets.UTF_8), true);
        answers =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        String at = answers.readLine();
        if (at == null || !at.startsWith("at ")) {
            throw new IOException("the engine did not start: " + at);
        }
        engine =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        Integer.parseInt(at.substring(at.lastIndexOf(':') + 1)));
    }

    private record Figures(long cpu, long fsync, long delivered, boolean balanced) {}

    private Figures figures() throws IOException {
        ask.println("?");
        String[] words = String.valueOf(answers.readLine()).split(" ", -1);
        return new Figures(
                Long.parseLong(words[1]),
                Long.parseLong(words[3]),
                Long.parseLong(words[5]),
                Boolean.parseBoolean(words[7]));
    }

    private LightGenerator.Result load(int connections, double seconds, double perSecond)
            throws IOException {
        LightGenerator.Result result =
                new LightGenerator(engine, connections, samples, perSecond, nextId).run(seconds);
        nextId = result.nextId();
        return result;
    }

    private void run(double seconds) throws IOException {
        load(CONNECTIONS, seconds, 0);
        drained();
        System.out.println("warmed up");
        Figures before = figures();
        long sunkBefore = first.received() + second.received();
        long start = System.nanoTime();
        LightGenerator.Result full = load(CONNECTIONS, seconds, 0);
        drained();
        double took = (System.nanoTime() - start) / 1e9;
        Figures after = figures();
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
        load(CONNECTIONS, seconds, full.perSecond() / 2);
        LightGenerator.Result half = load(CONNECTIONS, seconds, full.perSecond() / 2);
        drained();
        LightGenerator.Result single = load(1, Math.min(seconds, 5), 0);
        drained();
        Figures end = figures();
        double fsync = FsyncProbe.medianNanos();
        row(
                "fsync median in this run",
                "%.3f ms (at open %.3f ms)".formatted(fsync / 1e6, end.fsync() / 1e6));
        row("half load: p50 / p99", "%.2f / %.2f ms".formatted(half.p50() / 1e6, half.p99() / 1e6));
        row("half load p99 / fsync", "%.1f (limit 5)".formatted(half.p99() / fsync));
        row(
                "one connection: p50 / p99",
                "%.2f / %.2f ms".formatted(single.p50() / 1e6, single.p99() / 1e6));
        row("one connection p50 / fsync", "%.1f (limit 3)".formatted(single.p50() / fsync));
        row("the book balances", "%s".formatted(end.balanced()));
    }

    private static void row(String what, String value) {
        System.out.println("| " + what + " | " + value + " |");
    }

    /** Waits until both receivers have everything that was acknowledged. */
    private void drained() throws IOException {
        long end = System.nanoTime() + 60_000_000_000L;
        long last = -1;
        while (System.nanoTime() < end) {
            long delivered = figures().delivered();
            if (delivered >= 2 * nextId
                    || (delivered == last && delivered >= 2 * nextId - 2L * CONNECTIONS)) {
                return;
            }
            last = delivered;
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        throw new IOException(
                "not everything was delivered: " + figures() + " of " + nextId + " messages");
    }

    private void stop() throws IOException, InterruptedException {
        ask.close();
        child.waitFor();
        first.close();
        second.close();
    }

    /** Arguments: seconds for each phase (default 8). */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 8;
        Path data = Files.createTempDirectory(Path.of("target"), "path-bench");
        PathBench bench = new PathBench(data);
        try {
            bench.run(seconds);
        } finally {
            bench.stop();
            try (Stream<Path> all = Files.walk(data)) {
                for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}

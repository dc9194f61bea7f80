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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An {@link EngineChild} in a process of its own, with the flags of the launcher, and its data. */
final class EngineProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter ask;
    private final BufferedReader answers;
    private final Path data;
    private final InetSocketAddress address;

    /** CPU and median fsync in nanoseconds, deliveries over all destinations. */
    record Figures(long cpu, long fsync, long delivered, boolean balanced) {}

    /**
     * Starts one; {@code -Dengine.flags} adds to its flags.
     *
     * @param first port of the first receiver
     * @param second port of the second receiver
     */
    EngineProcess(int first, int second) throws IOException {
        data = Files.createTempDirectory(Path.of("target"), "engine");
        List<String> command = new ArrayList<>(flags());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineChild.class.getName(),
                        data.toString(),
                        Integer.toString(first),
                        Integer.toString(second)));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        ask = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String at = answers.readLine();
        if (at == null || !at.startsWith("at ")) {
            throw new IOException("the engine did not start: " + at);
        }
        address =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        Integer.parseInt(at.substring(at.lastIndexOf(':') + 1)));
    }

    private static List<String> flags() {
        int carriers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        List<String> flags =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                System.getProperty("engine.gc", "-XX:+UseG1GC"),
                                "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
                                "--enable-native-access=ALL-UNNAMED"));
        String extra = System.getProperty("engine.flags", "");
        if (!extra.isBlank()) {
            flags.addAll(List.of(extra.split(" ", -1)));
        }
        return flags;
    }

    InetSocketAddress address() {
        return address;
    }

    Figures figures() throws IOException {
        ask.println("?");
        String[] words = String.valueOf(answers.readLine()).split(" ", -1);
        return new Figures(
                Long.parseLong(words[1]),
                Long.parseLong(words[3]),
                Long.parseLong(words[5]),
                Boolean.parseBoolean(words[7]));
    }

    /** Stops it and removes its data. */
    @Override
    public void close() throws IOException {
        ask.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(data)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}

package org.parley.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.parley.app.Command;
import org.parley.app.Words;
import org.parley.engine.receive.PortFailure;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley demo}: a simulated trust around a real engine, live in the browser. */
public final class DemoCommand implements Command {
    private static final Pattern TIME = Pattern.compile("(\\d+)\\s*(s|min|h)");
    private static final double RATE = 40;
    private static final long SEED = 2018;

    @Override
    public CommandSpec spec() {
        return Words.command(
                        "demo",
                        "Runs a simulated trust around a real engine and shows it live in your browser.",
                        "  ./parley demo --for 30s --rate 200 --chaos --summary json")
                .addOption(
                        Words.option(
                                "--for",
                                "TIME",
                                String.class,
                                "How long, such as 30s or 5min; until Ctrl-C if not said."))
                .addOption(
                        Words.option(
                                "--rate",
                                "N",
                                Double.class,
                                "Messages a second, 40 if not said; 0 for as fast as they are taken."))
                .addOption(
                        Words.option(
                                "--seed",
                                "N",
                                Long.class,
                                "Another hospital day; the same number gives the same messages."))
                .addOption(Words.flag("--no-browser", "Do not open a browser."))
                .addOption(
                        Words.option(
                                "--traffic",
                                "FILE",
                                Path.class,
                                "Play recorded HL7 v2 messages instead of the simulated hospital."))
                .addOption(
                        Words.option(
                                "--to",
                                "PORT",
                                String.class,
                                "Where recorded messages go; pas.adt if not said."))
                .addOption(Words.flag("--chaos", "Receivers die, stall and lie."))
                .addOption(
                        Words.option(
                                "--summary",
                                "json",
                                String.class,
                                "Print the figures as one JSON object on the last line."))
                .addOption(
                        Words.option(
                                "--page",
                                "PORT",
                                Integer.class,
                                "The page's port; any if not said."))
                .addOption(
                        Words.option(
                                "--trust",
                                "DIR",
                                Path.class,
                                "Another trust's folder; the example if not said."))
                .addOption(
                        Words.option(
                                "--data",
                                "DIR",
                                Path.class,
                                "Keep journal and files here; otherwise they are removed at the end."));
    }

    @Override
    public int run(ParseResult words) {
        Optional<String> time = Words.option(words, "--for");
        Optional<Duration> run = time.flatMap(DemoCommand::duration);
        String summary = Words.<String>option(words, "--summary").orElse("");
        if ((time.isPresent() && run.isEmpty()) || !(summary.isEmpty() || summary.equals("json"))) {
            System.err.println("--for takes a time such as 30s, 5min or 1h; --summary takes json.");
            return CANNOT;
        }
        Optional<Path> keep = Words.option(words, "--data");
        try {
            Path data = keep.isPresent() ? keep.get() : Files.createTempDirectory("parley-demo");
            try {
                return run(words, run, data, summary.equals("json"));
            } finally {
                if (keep.isEmpty()) {
                    remove(data);
                }
            }
        } catch (IOException e) {
            System.err.println("The demo needs a folder that it may write to: " + e.getMessage());
            return CANNOT;
        }
    }

    private static int run(ParseResult words, Optional<Duration> time, Path data, boolean json)
            throws IOException {
        Demo.Options options =
                new Demo.Options(
                        Words.<Path>option(words, "--trust")
                                .orElse(Path.of(System.getProperty("parley.home", "."), "trust")),
                        data,
                        time,
                        Words.<Double>option(words, "--rate").orElse(RATE),
                        Words.<Long>option(words, "--seed").orElse(SEED),
                        Words.flag(words, "--chaos"),
                        !Words.flag(words, "--no-browser"),
                        Words.<Integer>option(words, "--page").orElse(0),
                        Words.option(words, "--traffic"),
                        Words.<String>option(words, "--to").orElse("pas.adt"));
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            stop.countDown();
                            await(stopped);
                        }));
        PrintStream out = json ? System.err : System.out;
        try {
            Summary summary = new Demo(options, out).run(stop);
            out.println(summary.words());
            if (json) {
                System.out.println(summary.json());
                System.out.flush();
            }
            return summary.right() ? DONE : ANSWER_IS_NO;
        } catch (PortFailure failure) {
            System.err.println(failure.problem());
            return CANNOT;
        } catch (Demo.Unusable configuration) {
            return CANNOT;
        } finally {
            stopped.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Optional<Duration> duration(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "min" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                });
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder())
                    .forEach(path -> {
                        try {
                            Files.delete(path);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}

package org.parley.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.parley.app.page.PageServer;
import org.parley.engine.StartRefused;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Loaded;
import org.parley.engine.journal.JournalDamaged;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.receive.PortFailure;
import org.parley.wire.problem.Problem;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley run}: the engine on a trust's own configuration, until it is told to stop. */
final class RunCommand implements Command {
    private static final int PAGE_PORT = 8600;
    private static final int KEEP_DAYS = 30;

    @Override
    public CommandSpec spec() {
        return Words.command(
                        "run",
                        "Runs the engine on a trust's configuration until it is told to stop (Ctrl-C or SIGTERM).",
                        "  ./parley run trust --env local --data data")
                .addPositional(Words.argument(0, "DIR", "The trust's folder."))
                .addOption(
                        Words.option(
                                "--env",
                                "NAME",
                                String.class,
                                "Addresses from env/NAME.yaml; local if not said."))
                .addOption(
                        Words.option(
                                "--data",
                                "DIR",
                                Path.class,
                                "Journal and ledger; ./data if not said."))
                .addOption(
                        Words.option(
                                "--page",
                                "PORT",
                                Integer.class,
                                "The page's port on loopback; 8600 if not said, 0 for any."))
                .addOption(
                        Words.option(
                                "--keep",
                                "DAYS",
                                Integer.class,
                                "How long the journal keeps what nobody needs; 30 if not said."));
    }

    @Override
    public int run(ParseResult words) {
        long began = System.nanoTime();
        Path folder = Words.path(words, 0);
        String env = Words.<String>option(words, "--env").orElse(Configuration.DEFAULT_ENVIRONMENT);
        Configuration read = Configuration.read(folder, env, Environment.system());
        if (!LintCommand.say(read) || !(read instanceof Configuration.Good good)) {
            return CANNOT;
        }
        int keep = Words.<Integer>option(words, "--keep").orElse(KEEP_DAYS);
        RunningTrust.Settings settings =
                new RunningTrust.Settings(
                        Words.<Path>option(words, "--data").orElse(Path.of("data")),
                        JournalSettings.defaults(),
                        Duration.ofDays(keep));
        int page = Words.<Integer>option(words, "--page").orElse(PAGE_PORT);
        try {
            return run(good.loaded(), settings, page, began);
        } catch (PortFailure failure) {
            return cannot(failure.problem());
        } catch (StartRefused refused) {
            return cannot(refused.problem());
        } catch (JournalUnavailable unavailable) {
            return cannot(unavailable.problem());
        } catch (JournalDamaged damaged) {
            return cannot(damaged.problem());
        } catch (IOException e) {
            System.err.println("The data folder cannot be used: " + e.getMessage());
            return CANNOT;
        }
    }

    private static int cannot(Problem problem) {
        System.err.println(problem);
        return CANNOT;
    }

    private static int run(Loaded loaded, RunningTrust.Settings settings, int pagePort, long began)
            throws IOException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            stop.countDown();
                            awaitQuietly(stopped);
                        }));
        try (RunningTrust trust = RunningTrust.start(loaded, settings);
                PageServer page = trust.page(pagePort)) {
            trust.engine()
                    .addresses()
                    .forEach(
                            (name, address) -> System.out.println(name + " listens at " + address));
            say(trust, page.address(), began);
            awaitQuietly(stop);
            System.out.println(
                    "Stopping: what was taken is answered, what waits stays in the journal.");
        } finally {
            stopped.countDown();
        }
        return DONE;
    }

    private static void say(RunningTrust trust, URI page, long began) {
        System.out.println(
                "The disk needs "
                        + trust.engine().journal().health().fsyncMedian().toNanos() / 1000
                        + " µs for an fsync.");
        System.out.println("Look at " + page);
        System.out.println(
                "Parley runs; it took "
                        + (System.nanoTime() - began) / 1_000_000
                        + " ms to start.");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

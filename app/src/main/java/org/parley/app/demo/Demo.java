package org.parley.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.parley.app.RunningTrust;
import org.parley.app.page.PageServer;
import org.parley.engine.Engine;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Loaded;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.ledger.Book;
import org.parley.testkit.hospital.Hospital;
import org.parley.testkit.hospital.HospitalSettings;
import org.parley.testkit.trust.Chaos;
import org.parley.testkit.trust.Latencies;
import org.parley.testkit.trust.Pace;
import org.parley.testkit.trust.Pump;
import org.parley.testkit.trust.Receiving;
import org.parley.testkit.trust.Recorded;
import org.parley.testkit.trust.Sending;
import org.parley.testkit.trust.SimulatedSender;
import org.parley.testkit.trust.Traffic;

/** One run of the demo, from an empty data folder to the figures at its end. */
final class Demo {
    /** After the traffic ends, so long may what is on its way take to arrive. */
    private static final Duration SETTLE = Duration.ofSeconds(60);

    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final Duration CHAOS_CYCLE = Duration.ofSeconds(60);
    private static final int SENDER_CONNECTIONS = 4;

    /** Small, so that a newcomer's disk need not find room for a trust's journal. */
    private static final JournalSettings JOURNAL =
            JournalSettings.defaults().withSegmentBytes(32L << 20);

    private final Options options;
    private final PrintStream out;

    Demo(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * What was asked for.
     *
     * @param trust folder of the configuration
     * @param data an empty folder
     * @param time how long; empty for until stopped
     * @param rate messages a second; 0 for as fast as they are taken
     * @param traffic recorded messages to play instead of the simulated hospital
     * @param trafficPort the port that recorded messages are sent to
     */
    record Options(
            Path trust,
            Path data,
            Optional<Duration> time,
            double rate,
            long seed,
            boolean chaos,
            boolean browser,
            int pagePort,
            Optional<Path> traffic,
            String trafficPort) {}

    /** A configuration that cannot be used. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Runs; returns the figures. */
    Summary run(CountDownLatch stop) throws IOException, Unusable {
        Loaded plain = read(Environment.system());
        Files.createDirectories(options.data());
        try (FarSide farSide = new FarSide(plain.plan(), options.data().resolve("exchange"))) {
            Loaded loaded = read(Environment.system().with(farSide.addresses()));
            RunningTrust.Settings settings =
                    new RunningTrust.Settings(options.data(), JOURNAL, Duration.ofDays(1));
            try (RunningTrust trust = RunningTrust.start(loaded, settings);
                    PageServer page = trust.page(options.pagePort())) {
                farSide.connect(trust.engine().addresses(), SENDER_CONNECTIONS);
                welcome(page.address());
                return play(trust.engine(), farSide, stop);
            }
        }
    }

    private Loaded read(Environment environment) throws Unusable {
        return switch (Configuration.read(
                options.trust(), Configuration.DEFAULT_ENVIRONMENT, environment)) {
            case Configuration.Good good -> good.loaded();
            case Configuration.Bad bad -> {
                bad.problems().forEach(lint -> System.err.println(lint.render()));
                throw new Unusable();
            }
        };
    }

    private void welcome(URI page) {
        out.println();
        out.println("Northmoor, a simulated trust, is talking. Look at:");
        out.println();
        out.println("    " + page);
        out.println();
        out.println(
                options.time().isPresent()
                        ? "It runs for " + options.time().get().toSeconds() + " s."
                        : "Ctrl-C ends it and counts what arrived.");
        if (options.browser()) {
            Browser.open(page);
        }
    }

    private Summary play(Engine engine, FarSide farSide, CountDownLatch stop) {
        Pump pump = new Pump(traffic(), farSide.senders(), pace());
        long start = System.nanoTime();
        Thread player =
                Thread.ofPlatform()
                        .name("traffic")
                        .start(() ->
                                pump.run(
                                        options.time().orElse(Duration.ofDays(365)),
                                        Long.MAX_VALUE));
        Optional<Chaos> chaos =
                options.chaos() ? Optional.of(chaos(farSide.receivers())) : Optional.empty();
        watch(engine, player, stop);
        pump.stop();
        double seconds = (System.nanoTime() - start) / 1e9;
        chaos.ifPresent(Chaos::close);
        settle(engine, farSide);
        return summary(engine, farSide, seconds);
    }

    private Traffic traffic() {
        if (options.traffic().isPresent()) {
            return new Recorded(options.traffic().get(), options.trafficPort());
        }
        return Traffic.of(new Hospital(HospitalSettings.ofSeed(options.seed())));
    }

    private Pace pace() {
        return options.rate() == 0 ? new Pace.FlatOut() : new Pace.AtRate(options.rate());
    }

    private Chaos chaos(List<Receiving> receivers) {
        return new Chaos(
                Chaos.schedule(
                        options.seed(),
                        receivers.stream().map(Receiving::name).toList(),
                        options.time().orElse(CHAOS_CYCLE)),
                receivers);
    }

    /** Tells now and then how it goes, until the traffic has ended or somebody stops it. */
    private void watch(Engine engine, Thread player, CountDownLatch stop) {
        try {
            while (player.isAlive()
                    && !stop.await(TELL_EVERY.toMillis() / 50, TimeUnit.MILLISECONDS)) {
                if (ticks++ % 50 == 49) {
                    out.println(line(engine.book()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long ticks;

    private static String line(Book book) {
        long received = book.ports().stream().mapToLong(Book.PortLine::received).sum();
        long delivered = book.legs().stream().mapToLong(Book.LegLine::delivered).sum();
        long waiting = book.legs().stream().mapToLong(Book.LegLine::waiting).sum();
        long parked = book.legs().stream().mapToLong(Book.LegLine::parked).sum();
        return String.format(
                "%,d messages in, %,d delivered, %,d waiting, %,d parked; the book %s",
                received,
                delivered,
                waiting,
                parked,
                book.balanced() ? "balances" : "DOES NOT BALANCE");
    }

    /** Senders get their answers; what the engine owes arrives, or the time is over. */
    private static void settle(Engine engine, FarSide farSide) {
        long until = System.nanoTime() + SETTLE.toNanos();
        for (Sending sender : farSide.senders().values()) {
            sender.drain(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
        engine.settle(Duration.ofSeconds(10));
        try {
            while (System.nanoTime() < until
                    && engine.book().legs().stream().mapToLong(Book.LegLine::waiting).sum() > 0) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            // receivers of files look every so often
            TimeUnit.MILLISECONDS.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Summary summary(Engine engine, FarSide farSide, double seconds) {
        Latencies latencies = new Latencies();
        for (Sending sender : farSide.senders().values()) {
            if (sender instanceof SimulatedSender simulated) {
                latencies.add(simulated.latencies());
            }
        }
        return new Summary(
                engine.book(),
                farSide.ledger().reckon(HeldByEngine.now(engine)),
                seconds,
                latencies.millis(0.5),
                latencies.millis(0.99));
    }
}

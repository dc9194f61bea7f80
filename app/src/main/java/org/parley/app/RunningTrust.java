package org.parley.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.parley.app.page.Facts;
import org.parley.app.page.PageServer;
import org.parley.engine.Engine;
import org.parley.engine.Parts;
import org.parley.engine.clock.Clock;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Loaded;
import org.parley.engine.config.Source;
import org.parley.engine.deliver.Senders;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.engine.plan.Plan;
import org.parley.engine.receive.Ports;

/** An engine at work on this machine: its data folder, its threads, its clock, its retention. */
public final class RunningTrust implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunningTrust.class.getName());
    private static final String SOFTWARE = "0.1.0";
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Duration HOUSEKEEPING_EVERY = Duration.ofHours(1);

    private final Loaded loaded;
    private final Settings settings;
    private final Engine engine;
    private final ScheduledExecutorService housekeeping;

    private RunningTrust(
            Loaded loaded,
            Settings settings,
            Engine engine,
            ScheduledExecutorService housekeeping) {
        this.loaded = loaded;
        this.settings = settings;
        this.engine = engine;
        this.housekeeping = housekeeping;
    }

    /**
     * How it runs.
     *
     * @param data the folder for journal, ledger and spool; made when it is not there
     * @param journal limits of the journal
     * @param keep how long the journal keeps what nobody needs any more
     */
    public record Settings(Path data, JournalSettings journal, Duration keep) {}

    /** Starts; what waits from before is sent, then the ports listen. */
    public static RunningTrust start(Loaded loaded, Settings settings) throws IOException {
        Path spool = settings.data().resolve("spool");
        Files.createDirectories(spool);
        Clock clock = Clock.system();
        SegmentJournal journal =
                SegmentJournal.open(
                        FileDisk.at(settings.data().resolve("journal")),
                        settings.journal(),
                        clock,
                        new SplittableRandom(),
                        Thread.ofPlatform().name("journal-", 0).factory());
        journal.recovered().forEach(note -> LOG.log(System.Logger.Level.WARNING, note.toString()));
        Parts parts =
                new Parts(
                        FileDisk.at(settings.data()),
                        journal,
                        clock,
                        new SplittableRandom(),
                        (port, intake) -> Ports.open(port, intake, spool, clock),
                        new Senders(clock)::open,
                        files -> recompile(files, loaded.environment()),
                        Thread.ofPlatform().name("core-", 0).factory(),
                        Thread.ofVirtual().name("edge-", 0).factory(),
                        Runtime.getRuntime().maxMemory(),
                        new StartProgress(System.err));
        Engine engine;
        try {
            engine = Engine.start(loaded.plan(), loaded.files(), parts);
        } catch (RuntimeException cannot) {
            journal.close();
            throw cannot;
        }
        ScheduledExecutorService housekeeping =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("retention").factory());
        var _ =
                housekeeping.scheduleWithFixedDelay(
                        () -> retain(engine, clock.now().minus(settings.keep())),
                        0,
                        HOUSEKEEPING_EVERY.toMinutes(),
                        TimeUnit.MINUTES);
        return new RunningTrust(loaded, settings, engine, housekeeping);
    }

    /** A failure must not be the last try: the scheduler forgets a task that throws. */
    private static void retain(Engine engine, Instant before) {
        try {
            engine.trim(before);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Retention could not run; it is tried again in an hour.",
                    e);
        }
    }

    private static Optional<Plan> recompile(Map<String, byte[]> files, String environment) {
        return switch (Configuration.read(
                Source.of(files, Path.of("")), environment, Environment.withoutSecrets())) {
            case Configuration.Good good -> Optional.of(good.loaded().plan());
            case Configuration.Bad bad -> Optional.empty();
        };
    }

    public Engine engine() {
        return engine;
    }

    /**
     * Starts the page that shows this engine.
     *
     * @param port 0 for any that is free
     */
    public PageServer page(int port) {
        Facts facts = Facts.of(loaded, SOFTWARE, LONDON, settings.data());
        PageServer page = new PageServer(engine, facts, Clock.system(), port);
        page.start();
        return page;
    }

    @Override
    public void close() {
        housekeeping.shutdown();
        engine.close();
    }
}

package org.parley.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Transport;
import org.parley.testkit.hospital.Hospital;
import org.parley.testkit.hospital.HospitalSettings;
import org.parley.testkit.trust.Pace;
import org.parley.testkit.trust.Pump;
import org.parley.testkit.trust.Reckoning;
import org.parley.testkit.trust.Sending;
import org.parley.testkit.trust.Traffic;

/** A real engine in a process of its own under the load of a simulated hospital, and the oracle. */
final class UnderLoad implements AutoCloseable {
    private static final Path TRUST = Path.of("../trust").toAbsolutePath().normalize();
    private static final double RATE = 1_500;

    /** In flight at a crash: the outcomes of some milliseconds, for each of the destinations. */
    private static final int DUPLICATES_PER_ROUND = 400;

    private final FarSide farSide;
    private final EngineProcess engine;
    private final Pump pump;
    private final Thread player;

    /**
     * @param folder for what is exchanged as files and for the engine's log
     * @param data the engine's own
     * @param environment more variables for the engine's process
     */
    UnderLoad(Path folder, Path data, long seed, Map<String, String> environment)
            throws IOException {
        Plan plan = plan(Environment.system());
        farSide = new FarSide(plan, folder.resolve("exchange"));
        Map<String, String> addresses = new HashMap<>(farSide.addresses());
        for (var port : plan.ports().values()) {
            if (!(port.transport() instanceof Transport.FilesIn)) {
                addresses.put(port.name(), EngineProcess.freeAddress());
            }
        }
        engine =
                new EngineProcess(
                        TRUST, data, addresses, folder.resolve("engine.log"), environment);
        farSide.connect(addresses, 4);
        pump =
                new Pump(
                        Traffic.of(new Hospital(HospitalSettings.ofSeed(seed))),
                        farSide.senders(),
                        new Pace.AtRate(RATE));
        player = Thread.ofPlatform().start(() -> pump.run(Duration.ofMinutes(30), Long.MAX_VALUE));
    }

    EngineProcess engine() {
        return engine;
    }

    /** Ends the load, waits until nothing waits any more, and compares both ends. */
    Reckoning settle() throws IOException, InterruptedException {
        stopLoad();
        for (Sending sender : farSide.senders().values()) {
            assertThat(sender.drain(Duration.ofSeconds(90)))
                    .as("every sender was answered")
                    .isTrue();
        }
        assertThat(settled()).isEqualTo("balanced waiting=0");
        return reckoned(40);
    }

    /** Compares both ends as they are. */
    Reckoning reckonNow() throws IOException, InterruptedException {
        stopLoad();
        for (Sending sender : farSide.senders().values()) {
            sender.drain(Duration.ofSeconds(20));
        }
        return reckoned(1);
    }

    private void stopLoad() throws InterruptedException {
        pump.stop();
        player.join();
    }

    /**
     * Demands what Parley promises.
     *
     * @param diskFailed the engine saw its disk fail: what it could not make durable it did not
     *     acknowledge, yet may find after a restart, and then delivers
     */
    static void demandEverything(Reckoning reckoning, int crashes, boolean diskFailed) {
        assertThat(reckoning.accepted()).isGreaterThan(20L * crashes);
        assertThat(reckoning.lost()).as("lost: " + reckoning.examples()).isZero();
        assertThat(reckoning.wrongBytes()).isZero();
        assertThat(reckoning.invented()).isLessThanOrEqualTo(diskFailed ? reckoning.refused() : 0);
        assertThat(reckoning.misrouted()).isZero();
        assertThat(reckoning.outOfOrder()).as(reckoning.examples().toString()).isZero();
        assertThat(reckoning.duplicates())
                .isLessThanOrEqualTo((long) DUPLICATES_PER_ROUND * crashes);
    }

    /**
     * A file that was claimed is read after the next look at its folder: what it owes may come a
     * little later.
     */
    private Reckoning reckoned(int most) throws IOException, InterruptedException {
        Reckoning reckoning;
        int looks = 0;
        do {
            Thread.sleep(500);
            settled();
            Set<String> held = new HashSet<>(Arrays.asList(engine.ask("held").split("\t", -1)));
            reckoning =
                    farSide.ledger()
                            .reckon((destination, id) ->
                                    held.contains(destination + " " + id)
                                            || held.contains("(no route) " + id));
        } while (reckoning.lost() > 0 && ++looks < most);
        return reckoning;
    }

    private String settled() throws IOException, InterruptedException {
        String book = engine.ask("book");
        for (int i = 0; i < 600 && !book.equals("balanced waiting=0"); i++) {
            Thread.sleep(100);
            book = engine.ask("book");
        }
        return book;
    }

    @Override
    public void close() {
        try {
            pump.stop();
            engine.kill();
            farSide.close();
            player.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Plan plan(Environment environment) {
        return switch (Configuration.read(TRUST, Configuration.DEFAULT_ENVIRONMENT, environment)) {
            case Configuration.Good good -> good.loaded().plan();
            case Configuration.Bad bad ->
                    throw new AssertionError(bad.problems().getFirst().render());
        };
    }
}

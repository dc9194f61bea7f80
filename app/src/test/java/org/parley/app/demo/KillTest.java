package org.parley.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

/** kill -9 under load, again and again. {@code -Dkill.rounds=N} for more rounds. */
@Tag("slow")
final class KillTest {
    private static final Path TRUST = Path.of("../trust").toAbsolutePath().normalize();
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);
    private static final double RATE = 1_500;

    /** In flight at a crash: the outcomes of some milliseconds, for each of the destinations. */
    private static final int DUPLICATES_PER_ROUND = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void killedAgainAndAgainTheEngineLosesNothingItAcknowledgedAndKeepsOrder() throws Exception {
        Plan plan = plan(Environment.system());
        long seed = Long.getLong("seed", 7);
        try (FarSide farSide = new FarSide(plan, folder.resolve("exchange"))) {
            Map<String, String> addresses = new HashMap<>(farSide.addresses());
            for (var port : plan.ports().values()) {
                if (!(port.transport() instanceof Transport.FilesIn)) {
                    addresses.put(port.name(), EngineProcess.freeAddress());
                }
            }
            Path data = Files.createDirectory(folder.resolve("data"));
            EngineProcess engine = new EngineProcess(TRUST, data, addresses);
            farSide.connect(addresses, 4);
            Pump pump =
                    new Pump(
                            Traffic.of(new Hospital(HospitalSettings.ofSeed(seed))),
                            farSide.senders(),
                            new Pace.AtRate(RATE));
            Thread player =
                    Thread.ofPlatform()
                            .start(() -> pump.run(Duration.ofMinutes(30), Long.MAX_VALUE));
            Random random = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                Thread.sleep(500 + random.nextInt(1_500));
                engine.killAndRestart();
            }
            Thread.sleep(1_000);
            pump.stop();
            player.join();
            for (Sending sender : farSide.senders().values()) {
                assertThat(sender.drain(Duration.ofSeconds(90)))
                        .as("every sender was answered")
                        .isTrue();
            }
            String book = settled(engine);
            assertThat(book).isEqualTo("balanced waiting=0");
            Reckoning reckoning = reckoned(engine, farSide);
            System.out.println("kill -9 x " + ROUNDS + ": " + reckoning);
            assertThat(reckoning.accepted()).isGreaterThan(1_000);
            assertThat(reckoning.lost()).isZero();
            assertThat(reckoning.wrongBytes()).isZero();
            assertThat(reckoning.invented()).isZero();
            assertThat(reckoning.misrouted()).isZero();
            assertThat(reckoning.outOfOrder()).isZero();
            assertThat(reckoning.duplicates())
                    .isLessThanOrEqualTo((long) DUPLICATES_PER_ROUND * ROUNDS);
            engine.stop();
        }
    }

    /**
     * A file that was claimed is read after the next look at its folder: what it owes may come a
     * little later.
     */
    private static Reckoning reckoned(EngineProcess engine, FarSide farSide)
            throws IOException, InterruptedException {
        Reckoning reckoning;
        int looks = 0;
        do {
            Thread.sleep(500);
            settled(engine);
            Set<String> held = new HashSet<>(Arrays.asList(engine.ask("held").split("\t", -1)));
            reckoning =
                    farSide.ledger()
                            .reckon((destination, id) ->
                                    held.contains(destination + " " + id)
                                            || held.contains("(no route) " + id));
        } while (reckoning.lost() > 0 && ++looks < 40);
        return reckoning;
    }

    private static String settled(EngineProcess engine) throws IOException, InterruptedException {
        String book = engine.ask("book");
        for (int i = 0; i < 600 && !book.equals("balanced waiting=0"); i++) {
            Thread.sleep(100);
            book = engine.ask("book");
        }
        return book;
    }

    private static Plan plan(Environment environment) {
        return switch (Configuration.read(TRUST, Configuration.DEFAULT_ENVIRONMENT, environment)) {
            case Configuration.Good good -> good.loaded().plan();
            case Configuration.Bad bad ->
                    throw new AssertionError(bad.problems().getFirst().render());
        };
    }
}

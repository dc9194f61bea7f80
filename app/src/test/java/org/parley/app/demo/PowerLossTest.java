package org.parley.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testkit.trust.Reckoning;

/**
 * The power is cut under load, on real file systems: whatever was not forced is gone. A run with
 * forces that do nothing must lose messages, or this would prove nothing. {@code -Dpower.rounds=N}
 * for more rounds.
 */
@Tag("slow")
final class PowerLossTest {
    private static final int ROUNDS = Integer.getInteger("power.rounds", 10);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void onXfsNothingThatWasAcknowledgedIsLost() throws Exception {
        nothingIsLost("xfs");
    }

    @Test
    void onExt4NothingThatWasAcknowledgedIsLost() throws Exception {
        nothingIsLost("ext4");
    }

    private void nothingIsLost(String kind) throws Exception {
        demand(kind, "power loss on " + kind);
        try (LoopDisk disk = new LoopDisk(folder, kind)) {
            Reckoning reckoning = cutAgainAndAgain(disk, ROUNDS, Map.of());
            System.out.println("power cut on " + kind + " x " + ROUNDS + ": " + reckoning);
            UnderLoad.demandEverything(reckoning, ROUNDS, true);
        }
    }

    @Test
    void withoutForcesMessagesAreLost() throws Exception {
        demand("xfs", "the control run of power loss");
        Optional<Path> library = eatMyData();
        notRun(library.isPresent(), "the control run of power loss", "install libeatmydata1");
        Map<String, String> noForces = Map.of("LD_PRELOAD", library.orElseThrow().toString());
        try (LoopDisk disk = new LoopDisk(folder, "xfs")) {
            Reckoning reckoning = cutAgainAndAgain(disk, 1, noForces);
            System.out.println("power cut on xfs without fsync: " + reckoning);
            assertThat(reckoning.lost()).isGreaterThan(100);
        }
    }

    private Reckoning cutAgainAndAgain(LoopDisk disk, int rounds, Map<String, String> environment)
            throws Exception {
        Path data = Files.createDirectory(disk.place().resolve("data"));
        long seed = Long.getLong("seed", 11);
        Random random = new Random(seed);
        try (UnderLoad load = new UnderLoad(folder, data, seed, environment)) {
            for (int round = 0; round < rounds; round++) {
                Thread.sleep(700 + random.nextInt(800));
                disk.cut();
                Thread.sleep(random.nextInt(200));
                load.engine().kill();
                disk.restore();
                Files.createDirectories(data);
                load.engine().restart();
            }
            Thread.sleep(1_000);
            Reckoning reckoning = environment.isEmpty() ? load.settle() : load.reckonNow();
            load.engine().stop();
            return reckoning;
        }
    }

    private static void demand(String kind, String what) throws IOException, InterruptedException {
        Optional<String> missing = LoopDisk.missing(kind);
        notRun(missing.isEmpty(), what, missing.orElse(""));
    }

    private static void notRun(boolean can, String what, String why) {
        if (!can) {
            System.out.println("NOT RUN: " + what + " (" + why + ")");
        }
        assumeTrue(can, why);
    }

    private static Optional<Path> eatMyData() throws IOException {
        try (Stream<Path> found =
                Files.find(
                        Path.of("/usr/lib"),
                        3,
                        (path, attributes) ->
                                path.getFileName().toString().equals("libeatmydata.so"))) {
            return found.findFirst();
        }
    }
}

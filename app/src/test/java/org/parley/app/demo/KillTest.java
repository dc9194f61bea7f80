package org.parley.app.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testkit.trust.Reckoning;

/** kill -9 under load, again and again. {@code -Dkill.rounds=N} for more rounds. */
@Tag("slow")
final class KillTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 50);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void killedAgainAndAgainTheEngineLosesNothingItAcknowledgedAndKeepsOrder() throws Exception {
        long seed = Long.getLong("seed", 7);
        Path data = Files.createDirectory(folder.resolve("data"));
        try (UnderLoad load = new UnderLoad(folder, data, seed, Map.of())) {
            Random random = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                Thread.sleep(random.nextInt(1_000));
                load.engine().kill();
                load.engine().restart();
            }
            Thread.sleep(1_000);
            Reckoning reckoning = load.settle();
            System.out.println("kill -9 x " + ROUNDS + ": " + reckoning);
            UnderLoad.demandEverything(reckoning, ROUNDS, false);
            load.engine().stop();
        }
    }
}

package org.parley.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulated trust keeps its promises, loses on disks that lie, and is the same each time. */
final class SimulationTest {
    private static final Logger ENGINE = Logger.getLogger("org.parley.engine");
    private static final long MANY = Long.getLong("sim.seeds", 10_000);
    private static final int FEW = 300;

    @BeforeAll
    static void quiet() {
        ENGINE.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        ENGINE.setLevel(null);
    }

    @Test
    @Tag("seeds")
    void aFewHundredSeedsKeepEveryPromise() {
        Seeds seeds = Seeds.run(0, FEW, 2);
        assertThat(seeds.told()).isEmpty();
        // a simulation in which nothing goes wrong proves nothing
        assertThat(seeds.happened().keySet()).contains(Fault.values());
    }

    @Test
    @Tag("slow")
    void tenThousandSeedsKeepEveryPromise() {
        Seeds seeds = Seeds.run(FEW, FEW + MANY, 2);
        System.out.println(seeds.summary());
        assertThat(seeds.told()).isEmpty();
    }

    @Test
    void oneSeedIsAlwaysTheSame() {
        for (long seed = 1; seed < 16; seed++) {
            Simulation.Outcome first = Simulation.run(seed);
            assertThat(first.violation()).isEmpty();
            assertThat(Simulation.run(seed)).isEqualTo(first);
        }
    }

    @Test
    @Tag("seeds")
    void disksThatOnlySayThatTheyHaveWrittenAreFoundOut() {
        int caught = 0;
        for (long seed = 0; seed < 40; seed++) {
            if (Simulation.runOnLyingDisks(seed).violation().isPresent()) {
                caught++;
            }
        }
        assertThat(caught).isGreaterThan(5);
    }
}

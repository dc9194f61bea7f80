package org.parley.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The simulation finds nothing, finds what is put in, and is the same each time. */
final class SimulationTest {
    private static final Logger ENGINE = Logger.getLogger("org.parley.engine");

    @BeforeAll
    static void quiet() {
        ENGINE.setLevel(Level.OFF);
    }

    @Test
    void aFewSeedsKeepEveryPromise() {
        for (long seed = 0; seed < 300; seed++) {
            Simulation.Outcome outcome = Simulation.run(seed);
            assertThat(outcome.violation()).as("./parley sim --seeds " + seed).isEmpty();
        }
    }

    @Test
    void oneSeedIsAlwaysTheSame() {
        for (long seed = 1; seed < 20; seed++) {
            assertThat(Simulation.run(seed)).isEqualTo(Simulation.run(seed));
        }
    }

    @Test
    void disksThatOnlySayTheyHaveWrittenAreFoundOut() {
        int caught = 0;
        for (long seed = 0; seed < 60; seed++) {
            if (Simulation.runOnLyingDisks(seed).violation().isPresent()) {
                caught++;
            }
        }
        assertThat(caught).isGreaterThan(5);
    }
}

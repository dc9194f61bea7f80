package org.parley.conformance.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScoreJsonTest {
    @Test
    void noSmallNumberLeavesNorOneThatTellsIt() {
        for (long small = 1; small < 5; small++) {
            assertThat(ScoreJson.tally(new Tally(100, small, 0)))
                    .isEqualTo("\"suppressed\":\"<5\"");
            assertThat(ScoreJson.tally(new Tally(small, 100, 0)))
                    .isEqualTo("\"suppressed\":\"<5\"");
            assertThat(ScoreJson.tally(new Tally(100, 0, small)))
                    .isEqualTo("\"suppressed\":\"<5\"");
        }
        assertThat(ScoreJson.tally(new Tally(95, 5, 0)))
                .isEqualTo(
                        "\"asked\":100,\"passed\":95,\"failed\":5,\"undecided\":0,\"low\":0.8882,\"high\":0.9785");
        assertThat(ScoreJson.tally(new Tally(5, 0, 0))).contains("\"failed\":0");
    }

    @Test
    void unknownIsNotZero() {
        assertThat(ScoreJson.tally(Tally.NONE)).isEqualTo("\"asked\":0").doesNotContain("passed");
    }
}

package org.parley.conformance.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.parley.conformance.validate.Verdict;

final class IntervalTest {
    @Test
    void itIsWilsonsAtNinetyFivePerCent() {
        assertThat(Interval.of(8, 10).low()).isCloseTo(0.4902, within(0.0001));
        assertThat(Interval.of(8, 10).high()).isCloseTo(0.9433, within(0.0001));
        assertThat(Interval.of(0, 10))
                .satisfies(i -> {
                    assertThat(i.low()).isZero();
                    assertThat(i.high()).isCloseTo(0.2775, within(0.0001));
                });
        assertThat(Interval.of(10, 10).low()).isCloseTo(0.7225, within(0.0001));
        assertThat(Interval.of(10, 10).high()).isEqualTo(1);
    }

    @Test
    void ofNothingNothingIsKnown() {
        assertThat(Interval.of(0, 0)).isEqualTo(Interval.UNKNOWN);
        assertThat(Tally.NONE.against(0.95)).isEqualTo(Verdict.UNDECIDED);
        assertThatThrownBy(() -> Interval.of(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFewMessagesDecideNothingAndManyDo() {
        assertThat(new Tally(10, 0, 0).against(0.95)).isEqualTo(Verdict.UNDECIDED);
        assertThat(new Tally(73, 0, 0).against(0.95)).isEqualTo(Verdict.PASS);
        assertThat(new Tally(380, 0, 0).against(0.99)).isEqualTo(Verdict.UNDECIDED);
        assertThat(new Tally(381, 0, 0).against(0.99)).isEqualTo(Verdict.PASS);
        assertThat(new Tally(0, 5, 0).against(0.95)).isEqualTo(Verdict.FAIL);
        assertThat(new Tally(95, 5, 0).against(0.95)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void whatIsUndecidedIsNeverAPass() {
        assertThat(new Tally(0, 0, 1000).against(0.9)).isEqualTo(Verdict.UNDECIDED);
        assertThat(new Tally(500, 0, 500).against(0.9)).isEqualTo(Verdict.UNDECIDED);
        assertThat(new Tally(100, 900, 0).against(0.9)).isEqualTo(Verdict.FAIL);
        assertThat(new Tally(100, 800, 100).against(0.9)).isEqualTo(Verdict.FAIL);
    }
}

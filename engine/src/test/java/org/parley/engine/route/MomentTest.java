package org.parley.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MomentTest {
    @ParameterizedTest
    @CsvSource({
        "1948, 1949",
        "194802, 194803",
        "19480217, 19480218",
        "20260301101500, 20260301101501",
        "202603011015, 202603011016",
        "2026030110, 2026030111",
        "19480217, 1949",
        "20260301101500+0100, 20260301101500+0000",
        "20260301101500-0000, 20260301101500-0100",
        "20260301101500+0100, 20260302101500",
        "20260301101500.25, 20260301101501"
    })
    void oneIsSurelyBeforeTheOther(String one, String other) {
        Moment first = Moment.of(one).orElseThrow();
        Moment second = Moment.of(other).orElseThrow();
        assertThat(first.before(second)).isTrue();
        assertThat(second.before(first)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1948, 19480217",
        "20260301, 20260301101500",
        "20260301101500, 20260301101500",
        "20260301101500+0100, 20260301091500+0000",
        "20260301101500+0100, 20260301101500",
        "20260301235900, 20260301000000+0100"
    })
    void neitherIsSurelyBeforeTheOther(String one, String other) {
        Moment first = Moment.of(one).orElseThrow();
        Moment second = Moment.of(other).orElseThrow();
        assertThat(first.before(second)).isFalse();
        assertThat(second.before(first)).isFalse();
    }

    @Test
    void whatIsNoTimeIsNoMoment() {
        assertThat(Moment.of("")).isEmpty();
        assertThat(Moment.of("196513121515")).isEmpty();
        assertThat(Moment.of("\"\"")).isEmpty();
    }
}

package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parley.engine.route.Conditions;
import org.parley.wire.hl7v2.Path;

/** Which fields and components a row needs, and which of them must have parts themselves. */
final class NeedsTest {
    private static final Base PID = Base.of("PID");
    private static final Base CX = PID.at(Path.of("PID-3"), "CX");
    private static final Base HD = PID.at(Path.of("PID-3.4"), "HD");

    private static Needs needs(Base base, String path, String condition) {
        When when =
                condition.isEmpty()
                        ? When.ALWAYS
                        : switch (Conditions.parse(condition)) {
                            case Conditions.Parse.Ok(Conditions.Compiled good) -> new When(good);
                            case Conditions.Parse.Wrong wrong -> throw new AssertionError(wrong);
                        };
        return Needs.of(when, base, base.place(Path.of(path)));
    }

    private static long bit(int number) {
        return 1L << number;
    }

    @Test
    void aRowNeedsTheFieldThatItReads() {
        assertThat(needs(PID, "PID-7", "")).isEqualTo(new Needs(bit(7), 0, 0, 0));
        assertThat(needs(PID, "PID-7.1", "")).isEqualTo(new Needs(bit(7), 0, 0, 0));
        assertThat(needs(PID, "EVN-2", "")).isEqualTo(new Needs(0, 0, 0, 0));
    }

    @Test
    void whatStandsBehindADelimiterNeedsOne() {
        assertThat(needs(PID, "PID-3.5", "")).isEqualTo(new Needs(bit(3), 0, bit(3), 0));
        assertThat(needs(PID, "PID-3.1.2", "")).isEqualTo(new Needs(bit(3), 0, bit(3), 0));
        assertThat(needs(PID, "PID-3[2]", "")).isEqualTo(new Needs(bit(3), 0, bit(3), 0));
        assertThat(needs(CX, "PID-3.4.2", "")).isEqualTo(new Needs(bit(4), 0, bit(4), 0));
        assertThat(needs(CX, "PID-3.4.1", "")).isEqualTo(new Needs(bit(4), 0, 0, 0));
        assertThat(needs(HD, "PID-3.4.2", "")).isEqualTo(new Needs(bit(2), 0, 0, 0));
    }

    @Test
    void aConditionNeedsWhatItAsksOf() {
        assertThat(needs(CX, "PID-3.1", "PID-3.4.2 valued"))
                .isEqualTo(new Needs(bit(1), bit(4), 0, bit(4)));
        assertThat(needs(CX, "PID-3.1", "PID-3.5 not in (NH, NHS)"))
                .isEqualTo(new Needs(bit(1), 0, 0, 0));
        assertThat(needs(PID, "PID-3", "count PID-3 at least 2"))
                .isEqualTo(new Needs(bit(3), bit(3), 0, 0));
    }

    @Test
    void aRowIsAskedWhenAllOfItsNeedsAreThere() {
        Needs needs = needs(CX, "PID-3.1", "PID-3.4.2 valued");
        assertThat(needs.first()).isEqualTo(bit(1));
        assertThat(needs.met(new Present(bit(1) | bit(4), bit(4)))).isTrue();
        assertThat(needs.met(new Present(bit(1) | bit(4), 0))).isFalse();
        assertThat(needs.met(new Present(bit(1), 0))).isFalse();
        assertThat(new Needs(0, 0, 0, 0).met(Present.NOTHING)).isTrue();
    }
}

package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PathTest {
    @Test
    void pathsAreReadAndWrittenInTheirUsualForm() {
        for (String text :
                new String[] {
                    "PID",
                    "PID-3",
                    "PID-3.1",
                    "PID-3[2].4.2",
                    "OBX[3]-5",
                    "ZU1-1",
                    "ORDER_OBSERVATION[2].OBX-5",
                    "PATIENT_RESULT[1].ORDER_OBSERVATION.OBX[2]-5[1].2.3"
                }) {
            assertThat(Path.of(text)).hasToString(text).isEqualTo(Path.of(text));
        }
        assertThat(Path.of("PID.3.1")).isEqualTo(Path.of("PID-3.1"));
        Path path = Path.of("OBX[3]-5[2].1.4");
        assertThat(path.segment()).isEqualTo("OBX");
        assertThat(path.occurrence()).isEqualTo(3);
        assertThat(path.field()).isEqualTo(5);
        assertThat(path.repetition()).isEqualTo(2);
        assertThat(path.component()).isEqualTo(1);
        assertThat(path.subcomponent()).isEqualTo(4);
        assertThat(path.atOccurrence(4).atRepetition(1)).hasToString("OBX[4]-5[1].1.4");
    }

    @Test
    void wrongPathsSayWhatIsWrongAndWhere() {
        assertWrong("", 0, "capitals");
        assertWrong("pid-3", 0, "capitals");
        assertWrong("PI-3", 0, "three");
        assertWrong("PIDX-3", 0, "three");
        assertWrong("PID-", 4, "field");
        assertWrong("PID-0", 4, "from 1");
        assertWrong("PID-3[", 6, "number");
        assertWrong("PID-3[2", 7, "]");
        assertWrong("PID-3.1.2.3", 9, "not expected");
        assertWrong("PID-3 ", 5, "not expected");
        assertWrong("PID-99999999999999999999", 4, "from 1");
        assertWrong("GROUP[1].pid-1", 9, "field");
        assertWrong("A".repeat(300), Path.MAX_LENGTH, "characters");
        assertThatThrownBy(() -> Path.of("PID-x")).hasMessageContaining("PID-x");
    }

    private static void assertWrong(String text, int at, String reason) {
        assertThat(Path.parse(text))
                .isInstanceOfSatisfying(
                        Path.Parse.Wrong.class,
                        wrong -> {
                            assertThat(wrong.reason()).as(text).contains(reason);
                            assertThat(wrong.at()).as(text).isEqualTo(at);
                        });
    }
}

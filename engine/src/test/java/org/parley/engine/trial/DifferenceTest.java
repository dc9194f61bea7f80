package org.parley.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final String MESSAGE =
            "MSH|^~\\&|PAS|R9N|TIE|R9N|20260105||ADT^A01|S1|P|2.4\r"
                    + "PID|1||H1||TESTER^Edith||19710412|F\r"
                    + "OBX|1|NM|SODI||139\r"
                    + "OBX|2|NM|POTA||5.9\r";

    private static List<String> lines(String was, String is) {
        return Difference.lines(
                was.getBytes(StandardCharsets.UTF_8), is.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fieldsAreShownOldThenNew() {
        assertThat(lines(MESSAGE, MESSAGE.replace("|2.4", "|2.3").replace("5.9", "")))
                .containsExactly("MSH-12  \"2.4\" → \"2.3\"", "OBX[2]-5  \"5.9\" → (empty)");
    }

    @Test
    void segmentsComeAndGo() {
        String other = MESSAGE.replace("OBX|2|NM|POTA||5.9\r", "ZU1|x\r");
        assertThat(lines(MESSAGE, other))
                .containsExactly("OBX[2] is gone: OBX|2|NM|POTA||5.9", "ZU1 is new: ZU1|x");
    }

    @Test
    void whatNoFieldShowsIsSaidInWords() {
        assertThat(lines(MESSAGE, MESSAGE.replace("|F\r", "|F||\r")))
                .containsExactly("PID ends with more empty fields");
        assertThat(lines(MESSAGE, MESSAGE.replace("\r", "\n")))
                .containsExactly("only bytes that no field holds differ, such as line ends");
        String pid = "PID|1||H1||TESTER^Edith||19710412|F\r";
        assertThat(lines(MESSAGE, MESSAGE.replace(pid, "") + pid))
                .containsExactly("the segments stand in another order");
    }

    @Test
    void otherFormatsAreComparedLineByLine() {
        assertThat(lines("Staff\nN1\n", "Staff\nN2\n")).containsExactly("line 2  \"N1\" → \"N2\"");
        assertThat(lines("Staff\nN1\n", "Staff\r\nN1\r\n"))
                .containsExactly("only line ends differ");
    }

    @Test
    void whatIsTooMuchIsCounted() {
        assertThat(lines("a\n".repeat(50), "b\n".repeat(50)))
                .hasSize(Difference.MAX_LINES + 1)
                .last()
                .isEqualTo("and 30 more differences");
    }

    @Test
    void spansAreSaidAsAPersonSaysThem() {
        assertThat(Spans.text(Duration.ofMillis(20))).isEqualTo("0.02 s");
        assertThat(Spans.text(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(Spans.text(Duration.ofMillis(3_612_345))).isEqualTo("1 h 12.345 s");
        assertThat(Spans.text(Duration.ofDays(2))).isEqualTo("2 days");
    }
}

package org.parley.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WordsTest {
    @Test
    void numbersReadAsAPersonWritesThem() {
        assertThat(Words.count(12_430)).isEqualTo("12,430");
        assertThat(Words.rate(0.25)).isEqualTo("0.3");
        assertThat(Words.rate(1_412.4)).isEqualTo("1,412");
        assertThat(Words.age(Duration.ofSeconds(42))).isEqualTo("42 s");
        assertThat(Words.age(Duration.ofMinutes(134))).isEqualTo("2 h 14 min");
        assertThat(Words.bytes(64L * 1024 * 1024)).isEqualTo("64.0 MiB");
        assertThat(Words.percent(0.99999)).as("never rounded up to all").isEqualTo("99.99 %");
        assertThat(Words.plainPercent(0.999)).isEqualTo("99.9 %");
    }

    @Test
    void charactersThatHideOrTurnTheLineRoundAreShown() {
        assertThat(Segments.visible("a\u0000b\u202Ec")).isEqualTo("a\u2400b⟦U+202E⟧c");
    }

    @Test
    void anEditGivesBackTheBytesItWasMadeOf() {
        byte[] bytes =
                "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.4||||||UNICODE UTF-8\rPID|1||Zoë\r"
                        .getBytes(StandardCharsets.UTF_8);
        String text = EditText.of(bytes).orElseThrow();
        assertThat(text).contains("PID|1||Zoë\n");
        assertThat(EditText.back(text.replace("\n", "\r\n"), bytes))
                .hasValueSatisfying(b -> assertThat(b).isEqualTo(bytes));
        assertThat(EditText.of(new byte[] {'M', 0, 'x'})).as("not plain text").isEmpty();
    }
}

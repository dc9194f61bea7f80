package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MessageWriterTest {
    private final MessageWriter writer = new MessageWriter();

    private String text() {
        return switch (writer.done()) {
            case Reading.Good(Message message) ->
                    new String(message.bytes(), StandardCharsets.UTF_8);
            case Reading.Bad bad -> bad.problems().toString();
        };
    }

    private void header() {
        writer.segment("MSH");
        writer.put(9, 1, 1, 0, "ADT");
        writer.put(9, 1, 2, 0, "A01");
    }

    @Test
    void placesStandWhereTheirNumbersSayWhateverTheOrderOfWriting() {
        header();
        writer.segment("PID");
        writer.put(5, 1, 2, 0, "ANN");
        writer.put(3, 2, 4, 2, "x");
        writer.put(5, 1, 1, 0, "SMITH");
        writer.put(3, 1, 0, 0, "1");
        assertThat(text()).isEqualTo("MSH|^~\\&|||||||ADT^A01\rPID|||1~^^^&x||SMITH^ANN\r");
    }

    @Test
    void delimitersLineBreaksAndAccentsAreKept() {
        header();
        writer.segment("NTE");
        writer.put(3, 1, 0, 0, "A&E|b^c~d\\e\nZoë");
        assertThat(writer.done())
                .isInstanceOfSatisfying(
                        Reading.Good.class,
                        good ->
                                assertThat(good.message().textOrEmpty(Path.of("NTE-3")))
                                        .isEqualTo("A&E|b^c~d\\e\nZoë"));
    }

    @Test
    void aPlaceKeepsItsFirstText() {
        header();
        writer.segment("PID");
        assertThat(writer.put(8, 1, 0, 0, "F")).isTrue();
        assertThat(writer.put(8, 1, 1, 1, "M")).isFalse();
        assertThat(text()).endsWith("PID||||||||F\r");
    }

    @Test
    void itKnowsWhatIsThere() {
        header();
        writer.segment("PID");
        assertThat(writer.empty()).isTrue();
        writer.put(3, 2, 4, 1, "x");
        assertThat(writer.repetitions(3)).isEqualTo(2);
        assertThat(writer.repetitions(2)).isZero();
        assertThat(writer.repetitions(4)).isZero();
        assertThat(writer.has(3, 0, 0, 0)).isTrue();
        assertThat(writer.has(3, 2, 4, 0)).isTrue();
        assertThat(writer.has(3, 2, 3, 0)).isFalse();
        assertThat(writer.has(2, 0, 0, 0)).isFalse();
        writer.takeBack();
        assertThat(text()).isEqualTo("MSH|^~\\&|||||||ADT^A01\r");
    }

    @Test
    void numbersOutOfRangeAreBugs() {
        writer.segment("PID");
        assertThatThrownBy(() -> writer.put(0, 1, 1, 1, "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.put(1, 10_000, 1, 1, "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.segment("pid"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

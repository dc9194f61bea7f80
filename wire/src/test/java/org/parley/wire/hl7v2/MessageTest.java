package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.wire.hl7v2.Samples.good;
import static org.parley.wire.hl7v2.Samples.text;

import org.junit.jupiter.api.Test;

class MessageTest {
    private final Message message = good(Samples.ADMISSION);

    @Test
    void headerFieldsCountFromTheSeparator() {
        assertThat(text(message, "MSH-1")).isEqualTo("|");
        assertThat(text(message, "MSH-2")).isEqualTo("^~\\&");
        assertThat(text(message, "MSH-3")).isEqualTo("PAS");
        assertThat(text(message, "MSH-2.2")).isEqualTo("<none>");
        assertThat(message.type()).isEqualTo("ADT");
        assertThat(message.trigger()).isEqualTo("A01");
        assertThat(message.structure()).isEqualTo("ADT_A01");
        assertThat(message.version()).isEqualTo("2.4");
        assertThat(message.controlId()).isEqualTo("c-1");
        assertThat(message.warnings()).isEmpty();
    }

    @Test
    void pathsPickRepetitionsComponentsAndSubcomponents() {
        assertThat(text(message, "PID-3.1")).isEqualTo("H77");
        assertThat(text(message, "PID-3[2].1")).isEqualTo("9992772654");
        assertThat(text(message, "PID-3[2].8")).isEqualTo("01");
        assertThat(text(message, "PID-3[3].1")).isEqualTo("<none>");
        assertThat(text(message, "PID-5.1.2")).isEqualTo("VAN");
        assertThat(text(message, "PID-5.1")).isEqualTo("MARSH&VAN");
        assertThat(text(message, "PID-8.1.1")).isEqualTo("F");
        assertThat(text(message, "PID-8.2")).isEqualTo("<none>");
        assertThat(text(message, "NK1[2]-2.2")).isEqualTo("B");
        assertThat(text(message, "PID.3.4")).isEqualTo("RX1");
    }

    @Test
    void textsGiveEveryPlaceThatThePathDoesNotPin() {
        assertThat(message.texts(Path.of("PID-3.1"))).containsExactly("H77", "9992772654");
        assertThat(message.texts(Path.of("NK1-2.1"))).containsExactly("ONE", "TWO");
        assertThat(message.texts(Path.of("NK1[2]-2.1"))).containsExactly("TWO");
        assertThat(message.texts(Path.of("PID-3[2].1"))).containsExactly("9992772654");
        assertThat(message.texts(Path.of("ZZZ-1"))).isEmpty();
    }

    @Test
    void plainMessagesHaveNeitherEscapesNorWideSigns() {
        assertThat(good("MSH|^~\\&|PAS\rPID|1||A\r").plain()).isTrue();
        assertThat(good("MSH|^~\\&|PAS\rPID|1||A\\F\\B\r").plain()).isFalse();
        assertThat(good("MSH|^~\\&|PAS\rPID|1||\u00c5\r").plain()).isFalse();
        assertThat(good("MSH|^~|\\F\\\rPID|1\r").plain()).isFalse();
    }

    @Test
    void presenceTellsAbsentEmptyDeleteAndValue() {
        assertThat(message.presence(Path.of("PID-11"))).isEqualTo(Presence.NULL);
        assertThat(message.presence(Path.of("PID-12"))).isEqualTo(Presence.ABSENT);
        assertThat(message.presence(Path.of("PID-4"))).isEqualTo(Presence.EMPTY);
        assertThat(message.presence(Path.of("PID-3"))).isEqualTo(Presence.VALUED);
        assertThat(message.presence(Path.of("PV2-1"))).isEqualTo(Presence.ABSENT);
        assertThat(message.presence(Path.of("PID"))).isEqualTo(Presence.VALUED);
        assertThat(text(message, "PID-11")).isEqualTo("\"\"");
    }

    @Test
    void countsAreOfSegmentsOrOfRepetitions() {
        assertThat(message.count(Path.of("NK1"))).isEqualTo(2);
        assertThat(message.count(Path.of("PID-3"))).isEqualTo(2);
        assertThat(message.count(Path.of("PID-4"))).isZero();
        assertThat(message.count(Path.of("OBX-5"))).isZero();
        assertThat(message.segments()).isEqualTo(8);
        assertThat(message.segmentName(7)).isEqualTo("ZU1");
        assertThat(message.occurrences("NK1")).containsExactly(4, 5);
    }

    @Test
    void theThirdComponentOfTheTypeMayBeDerived() {
        Message derived = good("MSH|^~\\&|||||||ORU^R01|1|P|2.3\r");
        assertThat(derived.structure()).isEqualTo("ORU_R01");
    }
}

package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

class AcknowledgementTest {
    private static final Instant NOW = Instant.parse("2026-01-05T09:30:16Z");
    private static final Problem PROBLEM =
            new Problem("PAR-1999", Culprit.CAPACITY, "The disk is full.", "Send it again later.");

    private static String answer(String message, String code, Optional<Problem> problem) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return new String(
                Acknowledgement.compose(bytes, code, problem, NOW, "own-1"),
                StandardCharsets.UTF_8);
    }

    @Test
    void senderAndReceiverChangePlaces() {
        assertThat(answer(Samples.ADMISSION, "AA", Optional.empty()))
                .isEqualTo(
                        "MSH|^~\\&|TIE|RX1|PAS|RX1|20260105093016+0000||ACK^A01^ACK|own-1|P|2.4\r"
                                + "MSA|AA|c-1\r");
    }

    @Test
    void aProblemIsSaidInTheFormOfTheVersion() {
        assertThat(answer(Samples.ADMISSION, "AE", Optional.of(PROBLEM)))
                .endsWith(
                        "MSA|AE|c-1|The disk is full.\r"
                                + "ERR|^^^207&Application internal error&HL70357\r");
        String newer = Samples.ADMISSION.replace("|2.4|", "|2.5.1|");
        assertThat(answer(newer, "AE", Optional.of(PROBLEM)))
                .endsWith(
                        "ERR|||207^Application internal error^HL70357|E|PAR-1999^The disk is"
                                + " full.^L||Send it again later.|The disk is full.\r");
    }

    @Test
    void delimitersAndCharacterSetAreTheSenders() {
        assertThat(
                        answer(
                                "MSH$*!@%$P&$RX1$TIE$X$2026$$ADT*A08$i%d$T$2.3$$$$$$8859/1\rPID$",
                                "AR", Optional.empty()))
                .isEqualTo(
                        "MSH$*!@%$TIE$X$P&$RX1$20260105093016+0000$$ACK*A08$own-1$T$2.3$$$$$$"
                                + "8859/1\rMSA$AR$i%d\r");
    }

    @Test
    void damagedMessagesAreAnsweredToo() {
        for (String damaged :
                new String[] {"", "MSH", "MSH|", "MSH|^", "junk", "PID|1\r", "\r\r"}) {
            String answer = answer(damaged, "AR", Optional.of(PROBLEM));
            assertThat(Acknowledgement.read(answer.getBytes(StandardCharsets.UTF_8)))
                    .hasValueSatisfying(read -> {
                        assertThat(read.code()).isEqualTo("AR");
                        assertThat(read.controlId()).isEmpty();
                        assertThat(read.text()).isEqualTo("The disk is full.");
                    });
        }
    }

    @Test
    void answersAreRead() {
        var read =
                Acknowledgement.read(
                                ("MSH|^~\\&|A|B|C|D|||ACK|9|P|2.5\rMSA|AE|c-1|no bed\r"
                                                + "ERR|||207^x|E||||no ward\r")
                                        .getBytes(StandardCharsets.UTF_8))
                        .orElseThrow();
        assertThat(read.verdict()).isEqualTo(Acknowledgement.Verdict.ERROR);
        assertThat(read.controlId()).isEqualTo("c-1");
        assertThat(read.text()).isEqualTo("no bed no ward");
        assertThat(Acknowledgement.read(Samples.ADMISSION.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Acknowledgement.read(new byte[0])).isEmpty();
    }

    @Test
    void wishesFollowTable0155() {
        assertThat(AcknowledgementMode.of("", "").enhanced()).isFalse();
        var both = AcknowledgementMode.of("AL", "ER");
        assertThat(both.accept().wanted(true)).isTrue();
        assertThat(both.application().wanted(true)).isFalse();
        assertThat(both.application().wanted(false)).isTrue();
        assertThat(AcknowledgementMode.of("NE", "").accept().wanted(false)).isFalse();
        assertThat(AcknowledgementMode.of("SU", "").accept().wanted(true)).isTrue();
        assertThat(AcknowledgementMode.of("??", "").accept().wanted(false)).isTrue();
    }
}

package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.wire.hl7v2.Samples.codes;
import static org.parley.wire.hl7v2.Samples.good;
import static org.parley.wire.hl7v2.Samples.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharacterSetTest {
    private static final Path NAME = Path.of("PID-5.1");
    private static final Path SET = Path.of("MSH-18");

    private static String message(String set, String name) {
        return "MSH|^~\\&|A|B|C|D|1||ADT^A28|1|P|2.4||||||"
                + set
                + "\rPID|1||H1||"
                + name
                + "^ANN\rZZ1|\u00ff\r";
    }

    @Test
    void wideMessagesAreReadAndChangedInTheirOwnSet() {
        for (Charset set :
                List.of(
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_16BE,
                        Charset.forName("UTF-32LE"),
                        Charset.forName("UTF-32BE"))) {
            byte[] bytes = ("\ufeff" + message("UNICODE UTF-16", "Łu|x")).getBytes(set);
            Message m = good(bytes);
            assertThat(m.charset()).isEqualTo(set);
            assertThat(text(m, "PID-5")).isEqualTo("Łu");
            assertThat(m.bytes()).isSameAs(bytes);
            Message changed = m.edit().set(NAME, "Ωmega").done();
            assertThat(changed.bytes())
                    .isEqualTo(("\ufeff" + message("UNICODE UTF-16", "Ωmega|x")).getBytes(set));
            assertThat(text(changed, "PID-5.1")).isEqualTo("Ωmega");
        }
        Message unmarked = good(message("", "Łu").getBytes(StandardCharsets.UTF_16LE));
        assertThat(text(unmarked, "PID-5.1")).isEqualTo("Łu");
    }

    @Test
    void damagedWideMessagesSaySo() {
        byte[] bytes = message("", "x\ud800y").getBytes(StandardCharsets.UTF_16LE);
        byte[] odd = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        assertThat(codes(good(odd))).contains("PAR-1025");
    }

    @Test
    void charactersThatTheSetLacksAreNamed() {
        Message latin = good(message("8859/1", "x").getBytes(StandardCharsets.ISO_8859_1));
        Message changed = latin.edit().set(NAME, "Łu").done();
        assertThat(text(changed, "PID-5.1")).isEqualTo("?u");
        assertThat(codes(changed)).contains("PAR-1040");
        assertThat(changed.warnings().getFirst().text()).contains("PID-5.1", "ISO-8859-1");
    }

    @Test
    void asciiIsOutgrownInUtf8AndSaysSo() {
        Message plain = good("MSH|^~\\&|A|B|C|D|1||ADT^A28|1|P|2.4\rPID|1||H1||x\r");
        Message changed = plain.edit().set(NAME, "Zoë").done();
        assertThat(codes(changed)).containsExactly("PAR-1041", "PAR-1020");
        assertThat(text(changed, "PID-5.1")).isEqualTo("Zoë");
        Message declared = plain.edit().set(SET, "8859/1").set(NAME, "Zoë").done();
        assertThat(declared.warnings()).isEmpty();
        assertThat(new String(declared.bytes(), StandardCharsets.ISO_8859_1)).contains("||Zoë\r");
        assertThat(text(declared, "PID-5.1")).isEqualTo("Zoë");
    }

    @Test
    void declaringAnotherSetRewritesTheMessageInIt() {
        Message latin = good(message("8859/1", "Zoë").getBytes(StandardCharsets.ISO_8859_1));
        Message utf8 = latin.edit().set(SET, "UNICODE UTF-8").done();
        assertThat(utf8.bytes())
                .isEqualTo(message("UNICODE UTF-8", "Zoë").getBytes(StandardCharsets.UTF_8));
        assertThat(utf8.warnings()).isEmpty();
        Message back = utf8.edit().set(SET, "8859/1").done();
        assertThat(back.bytes()).isEqualTo(latin.bytes());
        Message wide =
                good(
                        ("\ufeff" + message("UNICODE UTF-16", "Zoë"))
                                .getBytes(StandardCharsets.UTF_16LE));
        Message narrow = wide.edit().set(SET, "8859/1").done();
        assertThat(narrow.bytes()).isEqualTo(latin.bytes());
        Message refused = latin.edit().set(SET, "UNICODE UTF-16").done();
        assertThat(refused.bytes()).isEqualTo(latin.bytes());
        assertThat(codes(refused)).containsExactly("PAR-1042");
    }

    @Test
    void otherDelimitersOnRequest() {
        Message own =
                good(
                        "MSH$*!@%$PAS$RX1$TIE$RX1$2026$$ADT*A08$z$P$2.4\rPID$1$$H1***RX1!9@S@|^$$"
                                + "@H@x@X41@ a@b\r");
        Message usual = own.inDelimiters(Delimiters.usual());
        assertThat(Samples.wire(usual))
                .isEqualTo(
                        "MSH|^~\\&|PAS|RX1|TIE|RX1|2026||ADT^A08|z|P|2.4\rPID|1||H1^^^RX1~9*\\F\\\\S\\||"
                                + "\\H\\x\\X41\\ a@b\r");
        assertThat(text(usual, "PID-3[2]")).isEqualTo("9*|^");
        assertThat(Samples.good(usual.bytes()).warnings()).isEmpty();
        Message same = good(Samples.ADMISSION);
        assertThat(same.inDelimiters(Delimiters.usual())).isSameAs(same);
    }
}

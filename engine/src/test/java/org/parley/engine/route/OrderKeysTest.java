package org.parley.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.engine.plan.InPort.OrderBy;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

class OrderKeysTest {
    private static final String HEADER = "MSH|^~\\&|PAS|RX1|||20260105||ADT^A08|C1|P|2.4\n";

    @ParameterizedTest
    @CsvSource({
        "'', cbf29ce484222325",
        "a, af63dc4c8601ec8c",
        "foobar, 85944171f73967e8",
        "H772654, f1b8aeabb1d41c00",
    })
    void theHashIsFnv1aAndNeverChanges(String key, String hex) {
        assertThat(Long.toHexString(OrderKeys.hash(key))).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            nullValues = "-",
            textBlock =
                    """
                    PID|1||H1^^^RX1^MR~9990000018^^^NHS            ! H1
                    PID|1||^^^RX1~H2^^^RX1                         ! H2
                    PID|1||""^^^RX1~H2^^^RX1                       ! H2
                    PID|1|P2^^^X||P4^^^Y                           ! P2
                    PID|1|""||P4^^^Y                               ! P4
                    PID|1||  H1 ^^^RX1                             ! H1
                    PID|1||H\\T\\1                                 ! H&1
                    PID|1||Hé1                                     ! Hé1
                    PID|1|P2                                       ! P2
                    PID|1||   ^^^RX1~H2                            ! H2
                    PID|1||~^^^RX1                                 ! pas.adt
                    PID|1                                          ! pas.adt
                    PID                                            ! pas.adt
                    ZZZ|1||H1                                      ! pas.adt
                    PID|1||H1;MRG|H8^^^RX1~H9^^^RX1                ! H1,H8,H9
                    PID|1||H1;MRG||||H7                            ! H1,H7
                    PID|1||H1;MRG|H8|||H7                          ! H1,H8
                    PID|1||H1;MRG|H1                               ! H1
                    PID|1||H1;PV1|1|I;PID|2||H2;PV1|1|I            ! H1,H2
                    PID|1||H1;MRG|H8;PID|2||H2;MRG|H9              ! H1,H8,H2,H9
                    """)
    void theKeysOfAMessageAreItsPatients(String segments, String keys) {
        Message message = message(segments);
        assertThat(OrderKeys.readable(message, new OrderBy.Patient(), "pas.adt"))
                .containsExactly(keys.split(","));
        assertThat(OrderKeys.of(message, new OrderBy.Patient(), "pas.adt"))
                .containsExactly(hashes(keys));
    }

    @Test
    void keysDoNotDependOnDelimitersOrCharacterSet() {
        Message usual = message("PID|1||Hé\\T\\1^^^RX1");
        Message other =
                Messages.message("MSH$*!@%$PAS$RX1$$$2026$$ADT*A08$C1$P$2.4\nPID$1$$Hé&1***RX1\n");
        OrderBy patient = new OrderBy.Patient();
        assertThat(OrderKeys.of(usual, patient, "p"))
                .containsExactly(OrderKeys.of(other, patient, "p"));
    }

    @Test
    void blanksAtTheVeryEndAreNoIdentifier() {
        Message message = Messages.message(HEADER + "PID|1||   ");
        assertThat(OrderKeys.readable(message, new OrderBy.Patient(), "p")).containsExactly("p");
    }

    @Test
    void aMessageWithoutASeparatorOfRepetitionsHasOne() {
        Message message =
                Messages.message("MSH|^|PAS|RX1|||20260105||ADT^A08|C1|P|2.4\nPID|1||H1~H2^X\n");
        assertThat(OrderKeys.readable(message, new OrderBy.Patient(), "p"))
                .containsExactly("H1~H2");
    }

    @Test
    void aComponentThatTheFirstRepetitionHasNotIsTakenFromTheNext() {
        Message message = message("PID|1||H1~H2^^^RX2;MRG|H8^^^RX1~H9");
        assertThat(OrderKeys.readable(message, by("PID-3.4"), "p"))
                .as("the merge's too, each repetition that has one")
                .containsExactly("RX2", "RX1");
        assertThat(OrderKeys.of(message, by("PID-3.4"), "p")).containsExactly(hashes("RX2,RX1"));
    }

    @Test
    void otherOrdersAreByPathBySourceOrNone() {
        Message message =
                message(
                        "PID|1||H1^^^RX1^MR~N1^^^NHS;PV1|1||||||||||||||||||V7;MRG|H9^^^X~N9^^^NHS");
        assertThat(OrderKeys.readable(message, by("PV1-19.1"), "p")).containsExactly("V7");
        assertThat(OrderKeys.readable(message, by("PV1-50.1"), "p")).containsExactly("p");
        assertThat(OrderKeys.readable(message, by("PID-3.1"), "p"))
                .containsExactly("H1", "H9", "N9");
        assertThat(OrderKeys.readable(message, by("PID-3[2].1"), "p")).containsExactly("N1");
        assertThat(OrderKeys.of(message, by("PV1-19.1"), "p")).containsExactly(hashes("V7"));
        assertThat(OrderKeys.of(message, new OrderBy.Source(), "p")).containsExactly(hashes("p"));
        assertThat(OrderKeys.of(message, new OrderBy.None(), "p")).isEmpty();
        assertThat(OrderKeys.ofSource(new OrderBy.None(), "p")).isEmpty();
        assertThat(OrderKeys.ofSource(new OrderBy.Patient(), "p")).containsExactly(hashes("p"));
    }

    private static OrderBy by(String path) {
        return new OrderBy.By(Path.of(path));
    }

    private static long[] hashes(String keys) {
        return java.util.Arrays.stream(keys.split(",")).mapToLong(OrderKeys::hash).toArray();
    }

    private static Message message(String segments) {
        return Messages.message(HEADER + segments.replace(';', '\n') + "\n");
    }
}

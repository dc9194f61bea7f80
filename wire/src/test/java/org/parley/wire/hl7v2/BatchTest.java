package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.wire.problem.Problem;

class BatchTest {
    private static final String ONE = "MSH|^~\\&|A|B|||1||ADT^A08|1|P|2.4\rPID|1||H1\r";
    private static final String TWO = "MSH|^~\\&|A|B|||1||ADT^A08|2|P|2.4\rPID|1||H2\r";

    private static Batch batch(String text) {
        return Batch.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> codes(Batch batch) {
        return batch.problems().stream().map(Problem::code).toList();
    }

    private static List<String> messages(Batch batch) {
        return batch.messages().stream()
                .map(each -> new String(batch.copy(each), StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    void envelopesAndCountsAgree() {
        Batch batch = batch("FHS|^~\\&|A\rBHS|^~\\&|A\r" + ONE + TWO + "BTS|2\rFTS|1\r");
        assertThat(messages(batch)).containsExactly(ONE, TWO);
        assertThat(batch.problems()).isEmpty();
        assertThat(batch.enveloped()).isTrue();
        assertThat(batch.pieces()).hasSize(6);
        assertThat(batch.messages().get(1).line()).isEqualTo(5);
    }

    @Test
    void wrongCountsAreProblemsAndNothingIsDropped() {
        Batch batch = batch("FHS|^~\\&|A\rBHS|^~\\&|A\r" + ONE + TWO + "BTS|3|x\rFTS|2\r");
        assertThat(messages(batch)).containsExactly(ONE, TWO);
        assertThat(codes(batch)).containsExactly("PAR-1050", "PAR-1051");
        assertThat(batch.problems().getFirst().text()).contains("line 7", "says 3", "2 messages");
        assertThat(codes(batch("BHS|^~\\&|A\r" + ONE + "BTS|one\r"))).containsExactly("PAR-1050");
        assertThat(codes(batch("BHS|^~\\&|A\r" + ONE + "BTS\r"))).isEmpty();
        assertThat(codes(batch("BHS|^~\\&|A\r" + ONE + "BTS||all\r"))).isEmpty();
    }

    @Test
    void messagesWithoutEnvelopeAreSplitAtAnyLineEnd() {
        assertThat(messages(batch(ONE + TWO))).containsExactly(ONE, TWO);
        assertThat(codes(batch(ONE + TWO))).isEmpty();
        assertThat(messages(batch("\n\n" + ONE + "\r\n\r\n\013" + TWO + "\034\r")))
                .containsExactly(ONE, TWO);
        String lines = (ONE + TWO).replace("\r", "\r\n");
        assertThat(messages(batch(lines)))
                .containsExactly(ONE.replace("\r", "\r\n"), TWO.replace("\r", "\r\n"));
    }

    @Test
    void severalAndNestedEnvelopesAreFollowed() {
        Batch batch =
                batch(
                        "FHS|^~\\&|A\rBHS|^~\\&|A\r"
                                + ONE
                                + "BTS|1\rBHS$*!@%$A\r"
                                + ONE.replace('|', '$')
                                + "BTS$1\rFTS$2\rFHS|^~\\&\rBHS|^~\\&\r"
                                + TWO);
        assertThat(batch.messages()).hasSize(3);
        assertThat(codes(batch)).containsExactly("PAR-1052");
        assertThat(codes(batch("BHS|^~\\&\r" + ONE + "BHS|^~\\&\r" + TWO + "BTS|1\r")))
                .containsExactly("PAR-1052");
        assertThat(codes(batch(ONE + "BTS|1\r"))).containsExactly("PAR-1052");
    }

    @Test
    void junkIsNamedByItsLine() {
        Batch batch = batch("hello\rworld\r" + ONE + "BTS|1\rtail\r");
        assertThat(codes(batch)).containsExactly("PAR-1053", "PAR-1052", "PAR-1053");
        assertThat(batch.pieces().getFirst().line()).isEqualTo(1);
        assertThat(messages(batch)).containsExactly(ONE);
        assertThat(codes(batch(""))).containsExactly("PAR-1054");
    }

    @Test
    void manyProblemsAreCountedAndNotListed() {
        Batch batch = batch("BTS|1\r".repeat(100_000));
        assertThat(batch.problems()).hasSize(100);
        assertThat(batch.problems().getLast().code()).isEqualTo("PAR-1055");
    }

    @Test
    void wideCharactersAreSplitToo() {
        for (var set : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String mark : List.of("", "\ufeff")) {
                Batch batch = Batch.read((mark + ONE + TWO).getBytes(set));
                assertThat(batch.messages())
                        .extracting(each -> new String(batch.copy(each), set))
                        .containsExactly(ONE, TWO);
                assertThat(Samples.good(batch.copy(batch.messages().get(1))).controlId())
                        .isEqualTo("2");
            }
        }
    }
}

package org.parley.wire.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CsvTest {
    private static Sheet read(String text) {
        return Csv.read(text.getBytes(UTF_8));
    }

    private static List<List<String>> values(Sheet sheet) {
        return sheet.rows().stream().map(CsvLine.Row::values).toList();
    }

    private static String bad(Sheet sheet) {
        return sheet.problems().stream()
                .map(p -> p.line() + " " + p.problem().code())
                .collect(Collectors.joining(", "));
    }

    @Test
    void headerAndRowsAreReadWithLineNumbers() {
        Sheet sheet = read("id,ward\r\n1,A\r\n2,B\r\n");
        assertThat(sheet.header()).containsExactly("id", "ward");
        assertThat(values(sheet)).containsExactly(List.of("1", "A"), List.of("2", "B"));
        assertThat(sheet.rows()).extracting(CsvLine.Row::line).containsExactly(2, 3);
        assertThat(sheet.problems()).isEmpty();
        assertThat(sheet.value(sheet.rows().get(1), "ward")).contains("B");
        assertThat(sheet.value(sheet.rows().get(1), "bed")).isEmpty();
    }

    @Test
    void theLastRowNeedsNoLineEnd() {
        assertThat(values(read("a\n1\n2"))).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void quotedValuesHoldSeparatorsQuotesAndLineBreaks() {
        Sheet sheet = read("a,b\n\"x,\"\"y\"\"\",\"one\r\ntwo\nthree\rfour\"\n\"\",last\n");
        assertThat(values(sheet))
                .containsExactly(
                        List.of("x,\"y\"", "one\r\ntwo\nthree\rfour"), List.of("", "last"));
        assertThat(sheet.rows()).extracting(CsvLine.Row::line).containsExactly(2, 6);
    }

    @Test
    void aQuoteInsideAnUnquotedValueStandsForItself() {
        assertThat(values(read("a,b\n5\" tube,x\"y\n")))
                .containsExactly(List.of("5\" tube", "x\"y"));
    }

    @Test
    void everyLineEndIsUnderstoodAndEmptyLinesArePassedOver() {
        Sheet sheet = read("\n\r\na\r1\n\n2\r\n\r3");
        assertThat(sheet.header()).containsExactly("a");
        assertThat(sheet.rows()).extracting(CsvLine.Row::line).containsExactly(4, 6, 8);
    }

    @Test
    void byteRangesGiveTheRowAsItWasWritten() {
        byte[] bytes = "\uFEFFa,b\r\n\"x\r\ny\",é\r\n3,4".getBytes(UTF_8);
        Sheet sheet = Csv.read(bytes);
        assertThat(sheet.header()).containsExactly("a", "b");
        assertThat(sheet.rows())
                .extracting(r -> new String(bytes, (int) r.offset(), (int) r.length(), UTF_8))
                .containsExactly("\"x\r\ny\",é", "3,4");
    }

    @Test
    void raggedRowsAreBadAndTheOthersAreKept() {
        Sheet sheet = read("a,b\n1\n2,3\n4,5,6\n7,8\n");
        assertThat(values(sheet)).containsExactly(List.of("2", "3"), List.of("7", "8"));
        assertThat(bad(sheet)).isEqualTo("2 PAR-1300, 4 PAR-1300");
    }

    @Test
    void anUnclosedQuoteTakesTheRestAndSaysSo() {
        Sheet sheet = read("a,b\n1,2\n3,\"4\n5,6\n");
        assertThat(values(sheet)).containsExactly(List.of("1", "2"));
        assertThat(bad(sheet)).isEqualTo("3 PAR-1301");
        assertThat(sheet.problems().getFirst().problem().text()).contains("line 3", "line 5");
    }

    @Test
    void textAfterAClosingQuoteIsBad() {
        Sheet sheet = read("a,b\n\"1\"x,2\n3,4\n");
        assertThat(bad(sheet)).isEqualTo("2 PAR-1302");
        assertThat(values(sheet)).containsExactly(List.of("3", "4"));
    }

    @Test
    void nulIsBad() {
        assertThat(bad(read("a,b\n1,\0\n2,3\n"))).isEqualTo("2 PAR-1303");
    }

    @Test
    void bytesThatAreNotUtf8AreWindows1252WithAWarning() {
        Sheet sheet = Csv.read("a\nDvořák\n".getBytes(UTF_8));
        assertThat(sheet.warnings()).isEmpty();
        assertThat(sheet.charset()).isEqualTo(UTF_8);

        byte[] old = "a\n\u201CZoë\u201D £\n".getBytes(Charset.forName("windows-1252"));
        Sheet other = Csv.read(old);
        assertThat(values(other)).containsExactly(List.of("\u201CZoë\u201D £"));
        assertThat(other.warnings())
                .extracting(w -> w.problem().code())
                .containsExactly("PAR-1308");
    }

    @Test
    void bytesOfNeitherCharsetAreBad() {
        assertThat(bad(Csv.read("a\n\u0081é\nok\n".getBytes(ISO_8859_1)))).isEqualTo("2 PAR-1312");
    }

    @Test
    void utf16IsRefusedInWords() {
        assertThat(bad(Csv.read("a,b\n1,2\n".getBytes(UTF_16)))).isEqualTo("1 PAR-1309");
    }

    @Test
    void nothingAtAllHasNoHeader() {
        assertThat(bad(read(""))).isEqualTo("1 PAR-1311");
        assertThat(bad(read("\r\n\r\n"))).isEqualTo("1 PAR-1311");
        assertThat(bad(Csv.read(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})))
                .isEqualTo("1 PAR-1311");
    }

    @Test
    void limitsAreNamedAndNothingIsCutInSilence() {
        CsvFormat small = new CsvFormat(',', false, 5, 3, 12, 3);
        byte[] bytes = "a,b\n123456,1\n1,2,3,4\n12345,123456789\n1,2\n3,4\n".getBytes(UTF_8);
        Sheet sheet = Csv.read(bytes, small);
        assertThat(bad(sheet)).isEqualTo("2 PAR-1304, 3 PAR-1305, 4 PAR-1304, 5 PAR-1310");
        Sheet row = Csv.read("a,b\n\"12\",\"34\",\"56\"\n".getBytes(UTF_8), small);
        assertThat(bad(row)).isEqualTo("2 PAR-1306");
    }

    @Test
    void theSeparatorIsSniffedOnlyWhenAsked() {
        byte[] bytes = "a;b;\"c,d,e,f\"\n1;2;3\n".getBytes(UTF_8);
        assertThat(Csv.read(bytes, CsvFormat.STANDARD.sniffed()).header())
                .containsExactly("a", "b", "c,d,e,f");
        assertThat(Csv.read(bytes).header()).hasSize(4);
        assertThat(Csv.read("one\n1\n".getBytes(UTF_8), CsvFormat.STANDARD.sniffed()).separator())
                .isEqualTo(',');
        assertThat(
                        Csv.read("a\tb\n".getBytes(UTF_8), CsvFormat.STANDARD.separatedBy('\t'))
                                .header())
                .containsExactly("a", "b");
    }

    @Test
    void columnsOfTheSameNameAreWarnedOf() {
        assertThat(read("a,a\n1,2\n").warnings())
                .extracting(w -> w.problem().code())
                .containsExactly("PAR-1307");
    }

    @Test
    void aBadHeaderStopsTheSheet() {
        Sheet sheet = read("\"a\"x,b\n1,2\n");
        assertThat(sheet.header()).isEmpty();
        assertThat(sheet.rows()).isEmpty();
        assertThat(bad(sheet)).isEqualTo("1 PAR-1302");
    }
}

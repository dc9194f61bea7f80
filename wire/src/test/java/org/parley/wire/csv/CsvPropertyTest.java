package org.parley.wire.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class CsvPropertyTest {
    private static final String ALPHABET = "ab1 ,;\t|\"\r\n'=+-@éß€𝄞\uFEFF";

    @Test
    void whatIsWrittenIsReadBack() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            CsvStyle style =
                    new CsvStyle(
                            ",;\t|".charAt(random.nextInt(4)),
                            random.nextBoolean() ? "\n" : "\r\n",
                            false);
            List<List<String>> rows = rows(random);
            Sheet sheet =
                    Csv.read(style.bytes(rows), CsvFormat.STANDARD.separatedBy(style.separator()));
            assertThat(sheet.problems()).as("seed %d", seed).isEmpty();
            assertThat(sheet.header()).as("seed %d", seed).isEqualTo(rows.getFirst());
            assertThat(sheet.rows().stream().map(CsvLine.Row::values).toList())
                    .as("seed %d", seed)
                    .isEqualTo(rows.subList(1, rows.size()));
        }
    }

    @Test
    void noBytesMakeItThrowAndEveryByteIsInARecordOrBetweenTwo() throws IOException {
        byte[] pool = "a,b;\"\"\"\r\n\n\0é\uFEFF".getBytes(UTF_8);
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(200)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] =
                        random.nextInt(10) == 0
                                ? (byte) random.nextInt(256)
                                : pool[random.nextInt(pool.length)];
            }
            Csv.read(bytes, CsvFormat.STANDARD.sniffed());
            assertRecordsCover(bytes, seed);
        }
    }

    private static void assertRecordsCover(byte[] bytes, int seed) throws IOException {
        boolean mark =
                bytes.length > 2
                        && bytes[0] == (byte) 0xEF
                        && bytes[1] == (byte) 0xBB
                        && bytes[2] == (byte) 0xBF;
        long at = mark ? 3 : 0;
        try (var reader = CsvReader.open(new ByteArrayInputStream(bytes), CsvFormat.STANDARD)) {
            for (CsvLine line = reader.next(); line != null; line = reader.next()) {
                for (; at < line.offset(); at++) {
                    assertThat((char) bytes[(int) at]).as("seed %d", seed).isIn('\r', '\n');
                }
                at += line.length();
            }
        }
        for (; at < bytes.length; at++) {
            assertThat((char) bytes[(int) at]).as("seed %d", seed).isIn('\r', '\n');
        }
    }

    @Test
    void aFileOfAnyLengthIsReadInTheMemoryOfOneRow() throws IOException {
        byte[] header = "id,text\n".getBytes(UTF_8);
        byte[] row = "1,\"some, text\"\n".getBytes(UTF_8);
        int wanted = 2_000_000;
        InputStream endless = new Repeated(header, row, wanted);
        int seen = 0;
        try (var reader = CsvReader.open(endless, CsvFormat.STANDARD)) {
            for (CsvLine line = reader.next(); line != null; line = reader.next()) {
                seen++;
            }
        }
        assertThat(seen).isEqualTo(wanted + 1);
    }

    @Test
    void formulasAreGuardedOnlyWhenAsked() {
        List<String> row = List.of("=1+1", "-5", "+44.5", "@SUM(A1)", "-x", "plain", "");
        assertThat(CsvStyle.STANDARD.row(row)).isEqualTo("=1+1,-5,+44.5,@SUM(A1),-x,plain,\r\n");
        assertThat(CsvStyle.FOR_PEOPLE.row(row))
                .isEqualTo("'=1+1,-5,+44.5,'@SUM(A1),'-x,plain,\r\n");
    }

    @Test
    void whatNoReaderTakesIsNotWritten() {
        assertThatThrownBy(() -> CsvStyle.STANDARD.row(List.of("a\0")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CsvStyle.STANDARD.row(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCorpusRosterIsRead() throws IOException {
        Path file = Path.of("../../shared/corpus/authored/csv-roster.csv");
        if (!Files.exists(file)) {
            System.out.println("SKIPPED: the corpus is not there: " + file);
        }
        Assumptions.assumeTrue(Files.exists(file));
        Sheet sheet = Csv.read(Files.readAllBytes(file));
        assertThat(sheet.header()).isNotEmpty();
        assertThat(sheet.rows()).isNotEmpty();
    }

    /** A header and the same row many times, one part a read. */
    private static final class Repeated extends InputStream {
        private final byte[] row;
        private byte[] part;
        private int at;
        private int left;

        Repeated(byte[] header, byte[] row, int times) {
            this.part = header;
            this.row = row;
            this.left = times;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == part.length) {
                if (left-- <= 0) {
                    return -1;
                }
                part = row;
                at = 0;
            }
            int some = Math.min(length, part.length - at);
            System.arraycopy(part, at, into, offset, some);
            at += some;
            return some;
        }
    }

    private static List<List<String>> rows(Random random) {
        int columns = 1 + random.nextInt(4);
        List<List<String>> rows = new ArrayList<>();
        for (int r = 1 + random.nextInt(5); r > 0; r--) {
            List<String> row = new ArrayList<>();
            for (int c = 0; c < columns; c++) {
                StringBuilder value = new StringBuilder();
                int[] points = ALPHABET.codePoints().toArray();
                for (int n = random.nextInt(6); n > 0; n--) {
                    value.appendCodePoint(points[random.nextInt(points.length)]);
                }
                row.add(value.toString());
            }
            rows.add(row);
        }
        return rows;
    }
}

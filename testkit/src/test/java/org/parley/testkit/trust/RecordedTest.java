package org.parley.testkit.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTest {
    private static final String ONE =
            "MSH|^~\\&|A|B|C|D|20260105||ADT^A01|1|P|2.4\rPID|1||H1^^^R9N^MR~9|\r";
    private static final String TWO =
            "MSH|^~\\&|A|B|C|D|20260105||ADT^A40|2|P|2.4\rPID|1||H2\rMRG|H1^^^R9N\r";

    @Test
    void aRecordALine() {
        assertThat(split(ONE + "\n" + TWO + "\n")).containsExactly(ONE, TWO);
    }

    @Test
    void framesOfMllp() {
        assertThat(split("\u000B" + ONE + "\u001C\r\u000B" + TWO + "\u001C\r"))
                .containsExactly(ONE, TWO);
    }

    @Test
    void aSingleMessageStaysAsItIs() {
        String crlf = ONE.replace("\r", "\r\n");
        String lf = ONE.replace('\r', '\n');
        String cut = ONE.substring(0, ONE.length() - 1);
        assertThat(split(ONE)).containsExactly(ONE);
        assertThat(split(crlf)).containsExactly(crlf);
        assertThat(split(lf)).containsExactly(lf);
        assertThat(split(cut)).containsExactly(cut);
        assertThat(split("FHS|x\rBHS|y\r" + ONE + "BTS|1\r")).hasSize(1);
    }

    @Test
    void readsAFolderInTheOrderOfNames(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("b.hl7"), TWO);
        Files.writeString(folder.resolve("a.hl7"), ONE);
        Recorded recorded = new Recorded(folder, "pas.adt");
        Outgoing first = recorded.next().orElseThrow();
        Outgoing second = recorded.next().orElseThrow();
        assertThat(first.controlId()).isEqualTo("1");
        assertThat(first.key()).isEqualTo("H1");
        assertThat(second.key()).isEqualTo("H2");
        assertThat(second.otherKey()).contains("H1");
        assertThat(recorded.next()).isEmpty();
    }

    @Test
    void readsTheSharedStream() {
        Path stream = Path.of("../../shared/corpus/simhospital/stream.hl7");
        Path work = Path.of("/work/shared/corpus/simhospital/stream.hl7");
        Path found = Files.exists(stream) ? stream : work;
        if (!Files.exists(found)) {
            System.out.println("SKIPPED: no shared corpus at " + stream.toAbsolutePath());
        }
        Assumptions.assumeTrue(Files.exists(found));
        Recorded recorded = new Recorded(found, "pas.adt");
        List<Outgoing> all = new ArrayList<>();
        for (Optional<Outgoing> m = recorded.next(); m.isPresent(); m = recorded.next()) {
            all.add(m.get());
        }
        // 2,499 records end in LF; one more follows the last LF
        assertThat(all).hasSize(2_500);
        assertThat(all).allMatch(m -> m.bytes()[m.bytes().length - 1] == '\r');
    }

    private static List<String> split(String file) {
        return Recorded.split(file.getBytes(StandardCharsets.ISO_8859_1)).stream()
                .map(m -> new String(m, StandardCharsets.ISO_8859_1))
                .toList();
    }
}

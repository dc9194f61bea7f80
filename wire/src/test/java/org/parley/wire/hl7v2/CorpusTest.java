package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.wire.problem.Problem;

/** Every HL7 file of the shared corpus; skipped, and said so, where there is none. */
class CorpusTest {
    private static final java.nio.file.Path CORPUS = find();

    private static java.nio.file.Path find() {
        for (String up : new String[] {"../../shared/corpus", "../../../shared/corpus"}) {
            if (Files.isDirectory(java.nio.file.Path.of(up))) {
                return java.nio.file.Path.of(up);
            }
        }
        return java.nio.file.Path.of("../../shared/corpus");
    }

    @BeforeEach
    void corpusIsThere() {
        if (!Files.isDirectory(CORPUS)) {
            System.out.println("SKIPPED: the shared corpus is not at " + CORPUS.toAbsolutePath());
        }
        Assumptions.assumeTrue(Files.isDirectory(CORPUS));
    }

    private static List<java.nio.file.Path> files() throws IOException {
        try (Stream<java.nio.file.Path> walk = Files.walk(CORPUS)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(hl7|txt)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyMessageOfEveryFileIsReadAndChangesOnlyWhereAsked() throws IOException {
        int good = 0;
        List<String> refused = new ArrayList<>();
        for (java.nio.file.Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            Batch batch = Batch.read(bytes);
            for (Batch.OneMessage one : batch.messages()) {
                byte[] copy = batch.copy(one);
                switch (Message.read(copy)) {
                    case Reading.Good(Message message) -> {
                        good++;
                        exercise(message, copy);
                    }
                    case Reading.Bad(List<Problem> problems) ->
                            refused.add(file.getFileName() + " " + problems);
                }
            }
        }
        System.out.println("corpus: " + good + " messages read, refused: " + refused);
        assertThat(good).isGreaterThan(2_900);
        assertThat(refused).isEmpty();
    }

    private static void exercise(Message message, byte[] copy) {
        assertThat(message.bytes()).isSameAs(copy);
        assertThat(message.edit().done().bytes()).isEqualTo(copy);
        assertThat(message.warnings())
                .allSatisfy(each -> assertThat(each.code()).startsWith("PAR-10"));
        StructureCheck.of(message);
        int segments = Math.min(message.segments(), 40);
        for (int i = 0; i < segments; i++) {
            String name = message.segmentName(i);
            for (int field = 1; field < 30; field++) {
                Path path = Path.of(name + "-" + field + ".1");
                message.texts(path);
                assertThat(message.textOrEmpty(path)).doesNotContain("\ufffd");
            }
        }
        Path place = Path.of("PID-19");
        String old = message.textOrEmpty(place);
        if (message.presence(place) != Presence.ABSENT) {
            byte[] raw = message.raw(place).orElseThrow();
            Message changed = message.edit().set(place, old + "x").done();
            assertThat(changed.textOrEmpty(place)).isEqualTo(old + "x");
            assertThat(changed.edit().setRaw(place, raw).done().bytes()).isEqualTo(copy);
        }
    }

    @Test
    void authoredFilesMeetWhatTheIndexSays() throws IOException {
        assertThat(authored("dirty-crlf").segments()).isEqualTo(4);
        assertThat(authored("dirty-custom-encoding").texts(Path.of("PID-3.1"))).hasSize(2);
        assertThat(authored("dirty-escape-all").textOrEmpty(Path.of("OBX-5")))
                .startsWith("A&E 5|6 x^2 a~b c\\d Hello")
                .endsWith("x \\Zxyz\\ y");
        assertThat(codes("dirty-latin1-declared-ascii")).containsExactly("PAR-1021");
        assertThat(codes("dirty-utf8-no-charset")).containsExactly("PAR-1020");
        assertThat(codes("dirty-version-missing")).containsExactly("PAR-1014");
        assertThat(codes("dirty-msh9-type-only")).containsExactly("PAR-1016");
        assertThat(authored("dirty-msh9-type-only").trigger()).startsWith("A");
        assertThat(authored("dirty-null-fields").warnings()).isEmpty();
        assertThat(authored("dirty-obx-missing-type").presence(Path.of("OBX-2")))
                .isEqualTo(Presence.EMPTY);
        assertThat(authored("dirty-unescaped-amp").textOrEmpty(Path.of("PV1-3.1"))).contains("&");
        assertThat(authored("dirty-no-final-cr").warnings()).isEmpty();
        assertThat(authored("dirty-lf-terminators").warnings()).isEmpty();
        assertThat(authored("dirty-many-obx").occurrences("OBX")).hasSizeGreaterThan(1_000);
        assertThat(authored("dirty-big-pdf").span(Path.of("OBX-5.5")))
                .hasValueSatisfying(span -> assertThat(span.length()).isEqualTo(933_348));
        assertThat(authored("uk-adt-a40-merge").texts(Path.of("MRG-1.1"))).hasSize(2);
        Batch batch = Batch.read(Files.readAllBytes(CORPUS.resolve("authored/dirty-batch.hl7")));
        assertThat(batch.messages()).hasSize(3);
        assertThat(batch.problems()).isEmpty();
    }

    private static Message authored(String name) throws IOException {
        return Samples.good(Files.readAllBytes(CORPUS.resolve("authored/" + name + ".hl7")));
    }

    private static List<String> codes(String name) throws IOException {
        return Samples.codes(authored(name));
    }

    @Test
    void theSimulatedHospitalIsWholeAndInItsOwnWords() throws IOException {
        byte[] bytes = Files.readAllBytes(CORPUS.resolve("simhospital/stream.hl7"));
        Batch batch = Batch.read(bytes);
        assertThat(batch.messages().size()).isEqualTo(2_500);
        assertThat(batch.problems()).isEmpty();
        int length = batch.messages().stream().mapToInt(each -> each.span().length()).sum();
        assertThat(bytes.length - length).isZero();
        assertThat(new String(batch.copy(batch.messages().getFirst()), StandardCharsets.US_ASCII))
                .startsWith("MSH|");
    }
}

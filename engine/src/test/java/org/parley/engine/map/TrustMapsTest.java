package org.parley.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** The maps of the example trust on the messages of the example trust. */
class TrustMapsTest {
    private static final Path TRUST = Path.of("..", "trust");

    /** The trust's files on the disk. */
    private record Folder() implements MapSource {
        @Override
        public Optional<byte[]> read(String file) {
            Path path = TRUST.resolve(file);
            try {
                return java.nio.file.Files.exists(path)
                        ? Optional.of(java.nio.file.Files.readAllBytes(path))
                        : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<String> files() {
            return Stream.of("maps", "codes").flatMap(Folder::in).toList();
        }

        private static Stream<String> in(String folder) {
            try (Stream<Path> all = java.nio.file.Files.list(TRUST.resolve(folder))) {
                return all
                        .map(path -> folder + "/" + path.getFileName())
                        .sorted()
                        .toList()
                        .stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static TableMapping mapping(String name) {
        return switch (Maps.compile(List.of(name), new Folder())) {
            case Maps.Compilation.Ok(TableMapping mapping) -> mapping;
            case Maps.Compilation.Ok other -> throw new AssertionError(other);
            case Maps.Compilation.Wrong(List<MapProblem> problems) ->
                    throw new AssertionError(problems);
        };
    }

    private static Message in(String name) {
        byte[] bytes = new Folder().read("in/" + name).orElseThrow();
        return switch (Message.read(bytes)) {
            case Reading.Good(Message message) -> message;
            case Reading.Bad bad -> throw new AssertionError(bad);
        };
    }

    private static String map(String map, String message) {
        return Files.text(Files.only(mapping(map).apply(in(message))));
    }

    @Test
    void theLaboratoryGetsItsOwnCodesAndNothingItHasNoNeedOf() {
        assertThat(map("pas-to-lims", "a02-transfer.hl7"))
                .startsWith(
                        "MSH|^~\\&|PAS|R9N|LABMASTER|PATH|20260301143000||ADT^A02^|NM000002|P|2.3|")
                .contains(
                        "PID|1|9990000018|MR100001^^^R9N^MR||FEATHERSTONE^Ivy^^^Mrs^^L||19480217|F|")
                .contains("PV1|1|I|WD07^BAY2^BED1^R9N01|")
                .contains("|MED|");
    }

    @Test
    void theRecordGetsTheNhsNumberWhereItSearches() {
        assertThat(map("pas-to-epr", "a01-inpatient.hl7"))
                .contains("|TIE|".replace("TIE", "EPR"))
                .contains("|P|2.5.1|")
                .contains("|19480217|F|")
                .contains("01632 960123^PRN^PH||||||9990000018\n")
                .contains("MR100001^^^R9N^MR~9990000018^^^NHS^NH|");
    }

    @Test
    void thePracticeGetsEveryAbnormalFlagInOneFormOrTheOther() {
        assertThat(map("lims-to-gp", "oru-abnormal-inpatient.hl7"))
                .contains("|LABMASTER|PATH|WILLOW|GP|")
                .contains("OBX|1|NM|K^Potassium^L||6.4|mmol/L|3.5-5.3|H|||F\n")
                .contains("NTE||L|The laboratory marks this result as critical: HH\n")
                .contains("OBX|2|NM|NA^Sodium^L||138|mmol/L|133-146||||F\n")
                .contains("|19480217|2|");
    }

    @Test
    void nothingOfTheMessagesIsLostBeyondWhatTheTablesSay() {
        Map<String, List<String>> lost =
                Map.of(
                        "pas-to-epr", List.of("MSH-5", "MSH-12", "PID-8"),
                        "pas-to-lims",
                                List.of(
                                        "MSH-5", "MSH-9", "MSH-12", "PID-3", "PID-8", "PV1-3",
                                        "PV1-10"));
        lost.forEach((name, most) -> {
            List<String> dropped = new ArrayList<>();
            for (String file : List.of("a01-inpatient.hl7", "a02-transfer.hl7", "a40-merge.hl7")) {
                dropped.addAll(mapping(name).explain(in(file)).dropped());
            }
            assertThat(most).as(name).containsAll(dropped);
        });
    }
}

package org.parley.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the kept corpus of each fuzz target; scripts/fuzz makes it grow. */
final class FuzzCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");

    private interface Target {
        void run(byte[] data) throws Exception;
    }

    private static final Map<String, Target> TARGETS =
            new TreeMap<>(
                    Map.of(
                            "ConditionTarget", ConditionTarget::fuzzerTestOneInput,
                            "ConfigurationTarget", ConfigurationTarget::fuzzerTestOneInput,
                            "CsvTarget", CsvTarget::fuzzerTestOneInput,
                            "HeaderTarget", HeaderTarget::fuzzerTestOneInput,
                            "Hl7v2Target", Hl7v2Target::fuzzerTestOneInput,
                            "MllpTarget", MllpTarget::fuzzerTestOneInput,
                            "TableTarget", TableTarget::fuzzerTestOneInput));

    @Test
    void everyInputThatWasKeptGivesAValueOrProblems() throws Exception {
        for (var target : TARGETS.entrySet()) {
            List<Path> inputs = inputs(target.getKey());
            assertThat(inputs).as(target.getKey()).isNotEmpty();
            for (Path input : inputs) {
                try {
                    target.getValue().run(Files.readAllBytes(input));
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(input + ": " + e, e);
                }
            }
        }
    }

    private static List<Path> inputs(String target) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(target))) {
            return files.sorted().toList();
        }
    }
}

package org.parley.engine.map.fhir.back;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.parley.engine.map.Explanation;

/**
 * Golden pairs: {@code fhir-back/NAME.json} becomes the messages of {@code fhir-back/NAME.hl7}, a
 * line for each segment, read by a person against the standard; behind them what no row took and
 * what is for a person to know. {@code -Dparley.accept=true} writes what is made.
 */
final class BackGoldenTest {
    private static final Path PAIRS = Path.of("src/test/resources/fhir-back");

    private static List<Path> contents() throws IOException {
        try (Stream<Path> files = Files.list(PAIRS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    @TestFactory
    List<DynamicTest> eachContentBecomesItsMessages() throws IOException {
        BackMap map = Back.standard();
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : contents()) {
            String name = file.getFileName().toString().replace(".json", "");
            tests.add(DynamicTest.dynamicTest(name, () -> check(map, file, name)));
        }
        return tests;
    }

    private static void check(BackMap map, Path file, String name) throws IOException {
        byte[] body = Files.readAllBytes(file);
        Explanation explained = map.explain(body);
        String made = Back.text(explained.result());
        assertThat(Back.text(map.apply(body, org.parley.wire.hl7v2.Defaults.usual())))
                .as("again, with nobody listening")
                .isEqualTo(made);
        StringBuilder all = new StringBuilder(made);
        explained.dropped().forEach(path -> all.append("# not taken: ").append(path).append('\n'));
        explained.remarks().forEach(one -> all.append("# remark: ").append(one).append('\n'));
        Path golden = file.resolveSibling(name + ".hl7");
        if (Boolean.getBoolean("parley.accept")) {
            Files.writeString(golden, all.toString());
        }
        assertThat(all.toString()).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
    }

    @Test
    void thereAreGoldenPairs() throws IOException {
        assertThat(contents()).hasSizeGreaterThanOrEqualTo(20);
    }
}

package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The exact text that a person reads, for every lint: one folder each, with expected.txt. */
class LintGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/lint");
    private static final Path MAIN = Path.of("src/main/java/org/parley/engine/config");
    private static final Path PAGE = Path.of("../docs/problems/configuration.md");
    private static final Pattern CODE = Pattern.compile("PAR-3[01]\\d\\d");

    @TestFactory
    Stream<DynamicTest> everyCaseReadsAsExpected() throws IOException {
        return folders().stream()
                .map(folder ->
                        DynamicTest.dynamicTest(
                                folder.getFileName().toString(), () -> check(folder)));
    }

    @Test
    void everyCodeHasACase() throws IOException {
        var shown = new TreeSet<String>();
        for (Path folder : folders()) {
            codes(Files.readString(folder.resolve("expected.txt")), shown);
        }
        // A file too large for git: see OddInputTest.
        shown.add("PAR-3015");
        assertThat(shown).containsAll(used());
    }

    @Test
    void everyCodeIsOnThePageOfProblems() throws IOException {
        var listed = new TreeSet<String>();
        codes(Files.readString(PAGE), listed);
        assertThat(listed).isEqualTo(used());
    }

    private static void check(Path folder) throws IOException {
        Path env = folder.resolve(".environment");
        String name = Files.exists(env) ? Files.readString(env).strip() : "local";
        Configuration read =
                Configuration.read(
                        Source.folder(folder, "trust"),
                        name,
                        Environment.of(Map.of("SET", "a secret")));
        String verdict =
                switch (read) {
                    case Configuration.Good _ -> "good";
                    case Configuration.Bad _ -> "bad";
                };
        Golden.check(
                folder.resolve("expected.txt"), verdict + "\n\n" + Trusts.rendered(read) + "\n");
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(CASES)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Set<String> used() throws IOException {
        var all = new TreeSet<String>();
        try (Stream<Path> files = Files.list(MAIN)) {
            for (Path file : files.toList()) {
                codes(Files.readString(file), all);
            }
        }
        return all;
    }

    private static void codes(String text, Set<String> into) {
        CODE.matcher(text).results().forEach(r -> into.add(r.group()));
    }
}

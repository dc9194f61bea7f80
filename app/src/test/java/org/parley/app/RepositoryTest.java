package org.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository keeps its own rules. */
final class RepositoryTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile("\"(PAR-\\d{4})\"");
    private static final int MAX_LINES = 400;

    private static List<Path> files(String under, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve(under))) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(file ->
                            !file.toString().contains("/target/")
                                    && !file.toString().contains("/node_modules/"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> mainSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("wire", "engine", "conformance", "testkit", "store", "app")) {
            sources.addAll(files(module + "/src/main", ".java"));
        }
        return sources;
    }

    /** Problem codes, and the modules that give them. */
    private static Map<String, Set<String>> codes() throws IOException {
        Map<String, Set<String>> byCode = new TreeMap<>();
        for (Path source : mainSources()) {
            if (source.startsWith(ROOT.resolve("testkit"))) {
                continue; // it plays engines and receivers that do not exist
            }
            Matcher codes = CODE.matcher(Files.readString(source, StandardCharsets.UTF_8));
            while (codes.find()) {
                byCode.computeIfAbsent(codes.group(1), code -> new TreeSet<>())
                        .add(ROOT.relativize(source).getName(0).toString());
            }
        }
        return byCode;
    }

    @Test
    void everyProblemCodeIsExplainedInTheDocuments() throws IOException {
        StringBuilder explained = new StringBuilder();
        for (Path page : files("docs/problems", ".md")) {
            explained.append(Files.readString(page, StandardCharsets.UTF_8));
        }
        assertThat(codes().keySet()).hasSizeGreaterThan(50);
        assertThat(codes().keySet().stream().filter(code -> explained.indexOf(code) < 0))
                .as("codes that docs/problems does not explain")
                .isEmpty();
    }

    @Test
    void filesAreSmall() throws IOException {
        List<String> tooLong = new ArrayList<>();
        String onPurpose = Files.readString(ROOT.resolve("docs/on-purpose.md"));
        for (Path source : mainSources()) {
            int lines = Files.readAllLines(source).size();
            if (lines > MAX_LINES && !onPurpose.contains(String.valueOf(source.getFileName()))) {
                tooLong.add(ROOT.relativize(source) + " has " + lines + " lines");
            }
        }
        assertThat(tooLong).as("split by idea, or say in docs/on-purpose.md why not").isEmpty();
    }

    @Test
    void linksInTheDocumentsLeadSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)");
        List<String> broken = new ArrayList<>();
        List<Path> pages = new ArrayList<>(files("docs", ".md"));
        pages.add(ROOT.resolve("README.md"));
        pages.add(ROOT.resolve("ARCHITECTURE.md"));
        for (Path page : pages) {
            Matcher links = link.matcher(Files.readString(page, StandardCharsets.UTF_8));
            while (links.find()) {
                if (!Files.exists(page.resolveSibling(links.group(1)))) {
                    broken.add(ROOT.relativize(page) + " leads nowhere: " + links.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyDependencyIsJustified() throws IOException {
        String why = Files.readString(ROOT.resolve("docs/dependencies.md"));
        Pattern artifact = Pattern.compile("<artifactId>([^<]+)</artifactId>");
        TreeSet<String> missing = new TreeSet<>();
        for (String module :
                List.of(
                        ".",
                        "wire",
                        "engine",
                        "conformance",
                        "testkit",
                        "store",
                        "app",
                        "bench",
                        "fhir")) {
            String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
            Matcher artifacts =
                    artifact.matcher(pom.replaceAll("(?s)<(parent|exclusions)>.*?</\\1>", ""));
            while (artifacts.find()) {
                String name = artifacts.group(1);
                boolean ours =
                        List.of(
                                        "parley",
                                        "wire",
                                        "engine",
                                        "conformance",
                                        "testkit",
                                        "store",
                                        "app",
                                        "bench",
                                        "fhir")
                                .contains(name);
                if (!ours && !why.contains("`" + name + "`")) {
                    missing.add(name);
                }
            }
        }
        assertThat(missing).as("docs/dependencies.md names each").isEmpty();
    }
}

package org.parley.conformance.rule;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.engine.plan.InPort.Format;
import org.parley.wire.nhs.Numbers;

/** The rules on messages that were not written for them. */
final class CorpusTest {
    private static final Path CORPUS = Path.of("../../shared/corpus");
    private static final Pattern NHS_NUMBER =
            Pattern.compile(
                    "\"system\"\\s*:\\s*\"https://fhir.nhs.uk/Id/nhs-number\"\\s*,\\s*\"value\"\\s*:\\s*\"([^\"]*)\"");
    private static final List<String> MUST = List.of("hl7v2-uk", "nhs-number", "dmd");

    /** What the dirty files break; those not named break nothing that must be kept. */
    private static final Map<String, Set<String>> BROKEN =
            Map.ofEntries(
                    entry("dirty-batch.hl7", Set.of("itk-hl7v2-adt/readable")),
                    entry("dirty-latin1-declared-ascii.hl7", Set.of("itk-hl7v2-adt/charset")),
                    entry("dirty-utf8-no-charset.hl7", Set.of("itk-hl7v2-adt/charset")),
                    entry("dirty-msh9-type-only.hl7", Set.of("itk-hl7v2-adt/event")),
                    entry("dirty-nhs-invalid.hl7", Set.of("isb0149/check-digit")),
                    entry(
                            "dirty-nhs-spaces.hl7",
                            Set.of("isb0149/check-digit", "isb0149/no-blanks")),
                    entry("dirty-obx-missing-type.hl7", Set.of("hl7v2-results/type-said")),
                    entry(
                            "dirty-version-missing.hl7",
                            Set.of("itk-hl7v2-adt/version", "itk-hl7v2-adt/version-said")));

    private final Rulebook book = Rulebook.load();

    @BeforeAll
    static void itIsThere() {
        if (!Files.isDirectory(CORPUS)) {
            System.err.println(
                    "THE CORPUS IS NOT THERE: "
                            + CORPUS.toAbsolutePath()
                            + "; rules are not tried on it.");
        }
        assumeTrue(Files.isDirectory(CORPUS));
    }

    private Map<Rule, CompiledRule> rules(Format format, List<String> must) {
        Map<Rule, CompiledRule> rules = new LinkedHashMap<>();
        book.of(format, must).forEach(rule -> rules.put(rule, Examples.compile(rule)));
        return rules;
    }

    private static Set<String> broken(
            Map<Rule, CompiledRule> rules, Subject subject, Severity severity) {
        Set<String> broken = new TreeSet<>();
        rules.forEach((rule, compiled) -> {
            if (rule.severity() == severity && compiled.ask(subject).result() == Result.FAIL) {
                broken.add(rule.id());
            }
        });
        return broken;
    }

    private static List<Path> files(String folder, String start, String end) throws IOException {
        try (Stream<Path> all = Files.walk(CORPUS.resolve(folder))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName()).startsWith(start))
                    .filter(file -> file.toString().endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theDirtyFilesBreakExactlyTheRulesThatTheyShould() throws IOException {
        Map<Rule, CompiledRule> rules = rules(Format.HL7V2, MUST);
        Set<String> met = new TreeSet<>();
        for (Path file : files("authored", "dirty-", ".hl7")) {
            String name = String.valueOf(file.getFileName());
            Subject subject = Examples.subject(Format.HL7V2, Examples.bytes(file));
            assertThat(broken(rules, subject, Severity.ERROR))
                    .as(name)
                    .isEqualTo(BROKEN.getOrDefault(name, Set.of()));
            met.add(name);
        }
        assertThat(met).hasSizeGreaterThanOrEqualTo(17).containsAll(BROKEN.keySet());
    }

    @Test
    void theCleanFilesOfTheUnitedKingdomBreakNothing() throws IOException {
        Map<Rule, CompiledRule> rules = rules(Format.HL7V2, MUST);
        List<Path> clean = files("authored", "uk-", ".hl7");
        assertThat(clean).hasSizeGreaterThanOrEqualTo(21);
        for (Path file : clean) {
            Subject subject = Examples.subject(Format.HL7V2, Examples.bytes(file));
            assertThat(broken(rules, subject, Severity.ERROR)).as(file.toString()).isEmpty();
            long asked =
                    rules.values().stream()
                            .filter(rule -> rule.ask(subject).result() == Result.PASS)
                            .count();
            assertThat(asked).as("%s is asked about", file).isGreaterThan(25);
        }
    }

    @Test
    void aDeviceIsToldThatItsProfileStandsInTheWrongField() {
        Subject subject =
                Examples.subject(
                        Format.HL7V2,
                        Examples.bytes(CORPUS.resolve("authored/device-pcd01-monitor.hl7")));
        assertThat(broken(rules(Format.HL7V2, List.of("ihe-pcd-01")), subject, Severity.ERROR))
                .containsExactly("ihe-pcd-01/profile");
    }

    /** Read by other means than the rule's own: which values stand beside the system's name. */
    private static boolean wrongNumber(String text) {
        Matcher values = NHS_NUMBER.matcher(text);
        while (values.find()) {
            if (!Numbers.nhsNumber(values.group(1))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theRuleFindsTheWrongNhsNumbersOfRecordedFhirAndNoOthers() throws IOException {
        Map<Rule, CompiledRule> rules = rules(Format.FHIR, List.of("nhs-number"));
        int carrying = 0;
        for (Path file : files("", "", ".json")) {
            byte[] bytes = Examples.bytes(file);
            String text = new String(bytes, StandardCharsets.UTF_8);
            Subject subject = Examples.subject(Format.FHIR, bytes);
            if (subject.root().isPresent() && NHS_NUMBER.matcher(text).find()) {
                carrying++;
                Set<String> broken = broken(rules, subject, Severity.ERROR);
                assertThat(broken.contains("isb0149/fhir-check-digit"))
                        .as(file.toString())
                        .isEqualTo(wrongNumber(text));
            }
        }
        assertThat(carrying).isGreaterThan(10);
    }

    @Test
    void theWrongNumberOfThePublishedDischargeSampleIsCaught() {
        String patient =
                "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":"
                        + "\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"1352465790\"}]}";
        assertThat(
                        broken(
                                rules(Format.FHIR, List.of("nhs-number")),
                                Examples.subject(Format.FHIR, patient),
                                Severity.ERROR))
                .containsExactly("isb0149/fhir-check-digit");
    }

    @Test
    void theMonthThirteenOfThePublishedSamplesIsCaught() {
        String message =
                "MSH|^~\\&|PAS|RCB|ROUTE|ROUTE|20260101121557||ADT^A31^ADT_A05|1|P|2.4\r"
                        + "EVN|A31|20260101121557\r"
                        + "PID|1||9990000018^^^NHS^NH||TEST^A||196513121515|2\rPV1|1|N\r";
        assertThat(
                        broken(
                                rules(Format.HL7V2, MUST),
                                Examples.subject(Format.HL7V2, message),
                                Severity.ERROR))
                .containsExactly("itk-hl7v2-adt/birth-date");
    }

    @Test
    @Tag("slow")
    void everyFileOfTheCorpusIsJudgedWithoutAnAccident() throws IOException {
        Map<Rule, CompiledRule> v2 =
                rules(Format.HL7V2, List.of("hl7v2-uk", "nhs-number", "dmd", "ihe-pcd-01"));
        Map<Rule, CompiledRule> fhir =
                rules(Format.FHIR, List.of("uk-core", "dapb4101", "dapb4042", "dapb4060"));
        int judged = 0;
        for (Path file : files("", "", "")) {
            if (Files.size(file) > 2_000_000) {
                continue;
            }
            boolean json = file.toString().endsWith(".json");
            Subject subject =
                    Examples.subject(json ? Format.FHIR : Format.HL7V2, Examples.bytes(file));
            for (CompiledRule rule : (json ? fhir : v2).values()) {
                rule.ask(subject)
                        .place()
                        .ifPresent(place -> assertThat(place.masked()).hasSizeLessThan(500));
            }
            judged++;
        }
        assertThat(judged).isGreaterThan(1_000);
    }
}

package org.parley.conformance.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.conformance.standard.Register;
import org.parley.conformance.standard.Standard.Means;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;

final class RulebookTest {
    private static final Path FOLDER =
            Path.of("src/main/resources/org/parley/conformance/rule/rules");
    private final Rulebook book = Rulebook.load();

    @Test
    void everyRuleSaysOfItsExamplesWhatTheyState() {
        List<String> wrong = new ArrayList<>();
        book.all().forEach(rule -> wrong.addAll(Examples.wrong(rule)));
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRuleHasAnExampleThatPassesAndOneThatFails() {
        assertThat(book.all()).hasSizeGreaterThanOrEqualTo(120);
        for (Rule rule : book.all()) {
            assertThat(rule.examples().fails()).as(rule.id()).isNotEmpty();
            if (rule.when().isPresent()) {
                assertThat(rule.examples().notAsked()).as(rule.id()).isNotEmpty();
            }
            assertThat(rule.demands()).as(rule.id()).endsWith(".");
            assertThat(rule.mend()).as(rule.id()).endsWith(".");
            assertThat(rule.must()).as(rule.id()).isNotEmpty();
        }
    }

    @Test
    void whatWasNotLookedAtToItsEndIsNoPass() {
        Rule rule =
                book.all().stream()
                        .filter(one -> one.id().equals("scci0034/result-coded"))
                        .findFirst()
                        .orElseThrow();
        String start = "MSH|^~\\&|LAB|R9N|TIE|R9N|20260301101500||ORU^R01^ORU_R01|N1|P|2.5.1\r";
        String result = "OBX|1|NM|60621009^Body mass index^SCT||24.1|kg/m2|||||F\r";
        String most = start + result.repeat(Question.MAX_PLACES);
        CompiledRule compiled = Examples.compile(rule);
        assertThat(compiled.ask(Examples.subject(rule.format(), most)).result())
                .isEqualTo(Result.PASS);
        assertThat(compiled.ask(Examples.subject(rule.format(), most + result)).result())
                .isEqualTo(Result.UNDECIDED);
    }

    @Test
    void everyRuleIsOfAStandardOfTheRegisterThatTrafficCanMeasure() {
        Register register = Register.load();
        for (Rule rule : book.all()) {
            assertThat(register.find(rule.standard()))
                    .as(rule.id())
                    .hasValueSatisfying(
                            standard -> assertThat(standard.measured()).contains(Means.TRAFFIC));
            assertThat(rule.id()).startsWith(rule.standard().toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void theIndexListsEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> there =
                    files.filter(file -> file.toString().endsWith(".yaml"))
                            .map(file -> FOLDER.relativize(file).toString().replace(".yaml", ""))
                            .sorted()
                            .toList();
            assertThat(book.all().stream().map(Rule::id).sorted()).containsExactlyElementsOf(there);
        }
    }

    @Test
    void everyWordOfTheExampleTrustsMustIsKnown() {
        Configuration trust =
                Configuration.read(Path.of("../trust"), "local", Environment.withoutSecrets());
        assertThat(trust).isInstanceOf(Configuration.Good.class);
        List<String> words = new ArrayList<>();
        ((Configuration.Good) trust)
                .loaded()
                .systems()
                .forEach(system ->
                        system.sends().values().forEach(port -> words.addAll(port.must())));
        assertThat(words).contains("hl7v2-uk", "nhs-number", "dmd", "ihe-pcd-01", "e-rostering");
        assertThat(words).allMatch(book::knows);
        assertThat(book.knows("hl7v2-welsh")).isFalse();
    }

    @Test
    void anotherConditionIsAnotherRuleAndAnotherBook() {
        String file =
                new String(
                        Examples.bytes(FOLDER.resolve("isb0149/check-digit.yaml")),
                        StandardCharsets.UTF_8);
        Rule one = read(file);
        Rule other = read(file.replace("PID-3.4 = NHS or PID-3.5 = NH", "PID-3.4 = NHS"));
        Rule sameAgain = read(file.replace("Find the right number", "Find the number"));
        assertThat(other.hash()).isNotEqualTo(one.hash());
        assertThat(sameAgain.hash()).isEqualTo(one.hash());
        assertThat(new Rulebook(List.of(other)).version())
                .isNotEqualTo(new Rulebook(List.of(one)).version());
    }

    private static Rule read(String file) {
        RuleReader.Reading reading =
                RuleReader.read("isb0149/check-digit", file.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(RuleReader.Reading.Good.class);
        return ((RuleReader.Reading.Good) reading).rule();
    }

    @Test
    void allThatIsWrongWithAFileIsSaid() {
        String file =
                "standart: X\nreads: hl7v3\nmeasure: spoken\nthen: PID-3 valued\njava: readable\n";
        assertThat(RuleReader.read("x/y", file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        RuleReader.Reading.Bad.class,
                        bad ->
                                assertThat(bad.problems())
                                        .anyMatch(p -> p.contains("Did you mean \"standard\"?"))
                                        .anyMatch(p -> p.contains("either then or java"))
                                        .anyMatch(p -> p.contains("reads cannot be 'HL7V3'"))
                                        .anyMatch(p -> p.contains("key mend is missing")));
    }

    @Test
    void aChangeFindsItsTextOnceOrIsRefused() {
        Rule.Examples examples = new Rule.Examples("a b b", List.of(), List.of(), List.of());
        assertThat(examples.with("a -> c")).isEqualTo("c b b");
        assertThatThrownBy(() -> examples.with("b -> c"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> examples.with("d -> c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMaskKeepsTheFormAndNothingElse() {
        assertThat(Mask.of("O'Brien-Müller 12.5^Zoë")).isEqualTo("X'Xxxxx-Xxxxxx 99.9^Xxx");
        assertThat(Mask.of("a".repeat(100))).hasSize(41);
        assertThat(Mask.of("名前\u0000")).isEqualTo("xxx");
    }
}

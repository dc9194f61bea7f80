package org.parley.conformance.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.parley.conformance.standard.Register;
import org.parley.conformance.standard.Standard;
import org.parley.wire.csv.Csv;
import org.parley.wire.csv.CsvLine;
import org.parley.wire.csv.Sheet;

/** The page of all rules is made of their files; {@code -Daccept=true} writes it again. */
final class RulesPageTest {
    private static final Path PAGE = Path.of("../docs/standards/rules.md");
    private static final Path CHECKS =
            Path.of("src/main/resources/org/parley/conformance/rule/checks.csv");

    private final Rulebook book = Rulebook.load();
    private final Register register = Register.load();

    /** A check that a standard makes possible, and by what it is made. */
    private record Check(String id, String by, List<String> rules, String note) {
        String standard() {
            return id.substring(0, id.lastIndexOf('.'));
        }
    }

    private static List<Check> checks() {
        Sheet sheet = Csv.read(Examples.bytes(CHECKS));
        List<Check> checks = new ArrayList<>();
        for (CsvLine.Row row : sheet.rows()) {
            String rules = cell(sheet, row, "rules");
            checks.add(
                    new Check(
                            cell(sheet, row, "check"),
                            cell(sheet, row, "by"),
                            rules.isEmpty() ? List.of() : Arrays.asList(rules.split(" ", -1)),
                            cell(sheet, row, "note")));
        }
        return checks;
    }

    private static String cell(Sheet sheet, CsvLine.Row row, String column) {
        return sheet.value(row, column).orElseThrow();
    }

    @Test
    void everyCheckOfTheRegisterIsMadeByRulesOrSaysWhyNot() {
        assertThat(checks()).hasSizeGreaterThanOrEqualTo(83);
        for (Check check : checks()) {
            assertThat(register.find(check.standard())).as(check.id()).isPresent();
            assertThat(check.by())
                    .as(check.id())
                    .isIn("rules", "probe", "evidence", "not yet", "not measurable");
            assertThat(check.rules()).as(check.id()).allMatch(id -> book.find(id).isPresent());
            assertThat(check.rules().isEmpty())
                    .as(check.id())
                    .isEqualTo(!check.by().equals("rules"));
            if (!check.by().equals("rules")) {
                assertThat(check.note()).as(check.id()).isNotBlank();
            }
        }
    }

    private String page() {
        StringBuilder out =
                new StringBuilder(
                        "# The rules\nMade of the rules' own files by `RulesPageTest`; what a rule"
                                + " file holds is in [conformance](../guide/conformance.md). "
                                + book.all().size()
                                + " rules.\n");
        for (Standard standard : register.all()) {
            List<Rule> rules =
                    book.all().stream()
                            .filter(rule -> rule.standard().equals(standard.id()))
                            .toList();
            if (!rules.isEmpty()) {
                out.append("\n## ").append(standard.id()).append(", ").append(standard.title());
                out.append(
                        "\n| rule | reads | measure | asked by | what it demands | who mends |\n");
                out.append("| --- | --- | --- | --- | --- | --- |\n");
                rules.forEach(rule -> out.append(line(rule)));
            }
        }
        out.append("\n## What each standard makes possible, and by what it is measured\n");
        out.append("| check | by | rules | note |\n| --- | --- | --- | --- |\n");
        for (Check check : checks()) {
            out.append("| ").append(check.id()).append(" | ").append(check.by()).append(" | ");
            out.append(
                    check.rules().stream()
                            .map(r -> "`" + r + "`")
                            .collect(Collectors.joining(", ")));
            out.append(" | ").append(check.note()).append(" |\n");
        }
        return out.toString();
    }

    private static String line(Rule rule) {
        String warning = rule.severity() == Severity.WARNING ? " (warning)" : "";
        String name = rule.id().substring(rule.id().indexOf('/') + 1);
        return "| `%s` | %s | %s%s | %s | %s | %s |\n"
                .formatted(
                        name,
                        rule.format().name().toLowerCase(Locale.ROOT),
                        rule.measure().word(),
                        warning,
                        String.join(", ", rule.must()),
                        rule.demands(),
                        rule.blame().name().toLowerCase(Locale.ROOT));
    }

    @Test
    void thePageOfTheRulesIsTrue() throws IOException {
        if (Boolean.getBoolean("accept")) {
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE).as("run with -Daccept=true to write it again").hasContent(page());
    }
}

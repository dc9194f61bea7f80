package org.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.conformance.validate.Edition;
import org.parley.conformance.validate.LoosePackage;
import org.parley.conformance.validate.PackageReader;
import org.parley.conformance.validate.Report;
import org.parley.conformance.validate.Terminology;
import org.parley.conformance.validate.Verdict;
import org.parley.wire.fhir.JsonReader;

/** STU3 packages are compiled to the same checks as those of R4, beside them. */
final class Stu3Test {
    @TempDir Path folder;

    private Inspector inspector() throws IOException {
        LoosePackage own = PackageReader.read(Stu3Fixtures.write(folder, "1.2.0"));
        assertThat(Edition.of(List.of(own))).isEqualTo(Edition.STU3);
        return new Inspector(Edition.STU3.with(List.of(own)), true);
    }

    @Test
    void aMessageThatKeepsToItsProfilesPasses() throws IOException {
        Report report = Fixtures.inspect(inspector(), Stu3Fixtures.MESSAGE);
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatTheProfileOfStu3AsksForIsAskedFor() throws IOException {
        Inspector inspector = inspector();
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put(with("\"valueBoolean\":true", "\"valueString\":\"yes\""), "unknown-element");
        rules.put(with("LETTER001", "LETTER009"), "binding");
        rules.put(with("\"software\":\"Northmoor EPR\",", ""), "min");
        rules.put(with("Id/ods-organization-code", "Id/other"), "reference-profile");
        rules.put(
                with(
                        "\"receiver\":{\"reference\":\"urn:uuid:0b4a2c6e-93d1-4f0a-8c55-000000000002\"}",
                        "\"receiver\":{\"reference\":\"urn:uuid:0b4a2c6e-93d1-4f0a-8c55-000000000003\"}"),
                "reference-type");
        rules.put(with("\"animal\"", "\"annimal\""), "unknown-element");
        rules.put(with("9991234594", "9991234593"), "nhs-number");
        rules.put(
                with(
                        "\"name\":\"Northmoor\"",
                        "\"name\":\"Northmoor\",\"extension\":[{\"url\":\""
                                + Stu3Fixtures.BASE
                                + "Extension-Handling-1\",\"valueBoolean\":true}]"),
                "extension-context");
        rules.forEach((message, rule) ->
                assertThat(Fixtures.errors(Fixtures.inspect(inspector, message)))
                        .as(rule)
                        .contains(rule));
    }

    private static String with(String old, String other) {
        assertThat(Stu3Fixtures.MESSAGE).contains(old);
        return Stu3Fixtures.MESSAGE.replace(old, other);
    }

    @Test
    void xmlIsReadByTheTypesOfStu3() throws IOException {
        String patient =
                """
                <Patient xmlns="http://hl7.org/fhir"><name><family value="Archer"/></name><gender value="female"/>
                <animal><species><text value="cat"/></species></animal></Patient>
                """;
        byte[] bytes = patient.getBytes(StandardCharsets.UTF_8);
        assertThat(inspector().inspect(bytes, new JsonReader(), List.of(), Fixtures.NOW).findings())
                .isEmpty();
        assertThat(
                        Fixtures.errors(
                                new Inspector(Fixtures.core(), false)
                                        .inspect(bytes, new JsonReader(), List.of(), Fixtures.NOW)))
                .isNotEmpty();
    }

    @Test
    void severalVersionsAndEditionsStandSideBySide() throws IOException {
        Validators validators =
                new Validators(
                        Map.of(
                                "northmoor-messaging 1.2.0",
                                Stu3Fixtures.write(folder, "1.2.0"),
                                "northmoor-messaging 2.0.0",
                                Stu3Fixtures.write(folder, "2.0.0")),
                        Terminology.NONE);
        assertThat(verdict(validators, "1.2.0")).isEqualTo(Verdict.PASS);
        assertThat(verdict(validators, "2.0.0")).isEqualTo(Verdict.FAIL);
        assertThat(validators.of("northmoor-messaging", "3.0.0")).isEmpty();
        assertThat(validators.missing()).isEmpty();
        Report r4 = Fixtures.inspect(validators.of(Edition.R4), Stu3Fixtures.MESSAGE);
        assertThat(r4.verdict()).isEqualTo(Verdict.FAIL);
    }

    private static Verdict verdict(Validators validators, String version) {
        return Fixtures.inspect(
                        validators.of("northmoor-messaging", version).orElseThrow(),
                        Stu3Fixtures.MESSAGE)
                .verdict();
    }

    @Test
    void aPackageOfAnotherVersionThanItsPinIsRefused() throws IOException {
        Path file = Stu3Fixtures.write(folder, "1.2.0");
        assertThatThrownBy(() ->
                        new Validators(Map.of("northmoor-messaging 1.3.0", file), Terminology.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("northmoor.messaging.stu3 1.2.0, not version 1.3.0");
        assertThatThrownBy(
                        () -> new Validators(Map.of("a 1", folder.resolve("no")), Terminology.NONE))
                .hasMessageContaining("There is no package");
    }

    @Test
    void packagesOfTwoEditionsTogetherAreRefused() throws IOException {
        LoosePackage three = PackageReader.read(Stu3Fixtures.write(folder, "1.2.0"));
        LoosePackage four = new LoosePackage("loose", List.of());
        assertThatThrownBy(() -> Edition.of(List.of(three, four))).hasMessageContaining("STU3");
    }
}

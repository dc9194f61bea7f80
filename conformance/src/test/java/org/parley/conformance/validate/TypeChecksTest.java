package org.parley.conformance.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.wire.fhirpath.Temporal;

/** Rules within types, bundles and definitions that profiles do not say. */
final class TypeChecksTest {
    private static final Temporal NOW = Temporal.parse("2026-11-25T10:00:00Z");
    private static final String EXTENSION =
            """
            {"resourceType":"StructureDefinition","url":"https://northmoor.example/bed","version":"1",
             "name":"Bed","status":"active","fhirVersion":"4.0.1","kind":"complex-type","abstract":false,
             "type":"Extension","derivation":"constraint",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Extension",
             "context":[{"type":"fhirpath","expression":"Patient.address.where(use = 'temp')"},
                        {"type":"element","expression":"DomainResource.text"}],
             "differential":{"element":[{"id":"Extension.url","path":"Extension.url",
               "fixedUri":"https://northmoor.example/bed"}]}}
            """;
    private static final String LIMITS =
            """
            {"resourceType":"StructureDefinition","url":"https://northmoor.example/limits","version":"1",
             "name":"Limits","status":"active","fhirVersion":"4.0.1","kind":"resource","abstract":false,
             "type":"Observation","derivation":"constraint",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Observation",
             "differential":{"element":[
               {"path":"Observation.category","slicing":{"discriminator":[{"type":"value","path":"text"}],"rules":"open"}},
               {"path":"Observation.category","sliceName":"seen","min":0,"max":"1"},
               {"path":"Observation.category.text","min":1,"fixedString":"seen"},
               {"path":"Observation.category.coding","max":"0"},
               {"path":"Observation.valueQuantity","maxValueQuantity":
                 {"value":1,"system":"http://unitsofmeasure.org","code":"kg"}}]}}
            """;

    private final Validator validator =
            new Validator(
                    new Definitions(
                            List.of(
                                    new CorePackage(),
                                    new LoosePackage(
                                            "ours",
                                            List.of(
                                                    QuestionnaireTest.resource(EXTENSION),
                                                    QuestionnaireTest.resource(LIMITS))))));

    @Test
    void aDisplayMustBeTheCodesOwn() {
        String good = patient("\"maritalStatus\":{\"text\":\"x\"},\"gender\":\"male\"");
        assertThat(rules(good)).isEmpty();
        String contact =
                "{\"resourceType\":\"Questionnaire\",\"status\":\"active\",\"code\":[{\"system\":"
                        + "\"http://hl7.org/fhir/item-type\",\"code\":\"string\",\"display\":\"%s\"}]}";
        assertThat(rules(contact.formatted("  STRING"))).isEmpty();
        assertThat(rules(contact.formatted("Group"))).containsExactly("ERROR display");
        assertThat(
                        rules(
                                contact.formatted("Group")
                                        .replace("\"status\"", "\"language\":\"cy\",\"status\"")))
                .containsExactly("WARNING display");
    }

    @Test
    void aSystemIsAnAddressOfACodeSystem() {
        String coding = "\"maritalStatus\":{\"coding\":[{\"system\":\"%s\",\"code\":\"M\"}]}";
        assertThat(rules(patient(coding.formatted("marital")))).contains("ERROR system");
        assertThat(rules(patient(coding.formatted("http://hl7.org/fhir/ValueSet/marital-status"))))
                .contains("ERROR system");
    }

    @Test
    void identifiersAttachmentsIdsAndCanonicalsAreWhole() {
        assertThat(
                        rules(
                                patient(
                                        "\"identifier\":[{\"system\":\"urn:ietf:rfc:3986\",\"value\":\"1.2.3\"}]")))
                .containsExactly("ERROR identifier");
        assertThat(
                        rules(
                                patient(
                                        "\"photo\":[{\"contentType\":\"image/png\",\"data\":\"YWJj\",\"size\":3}]")))
                .isEmpty();
        assertThat(
                        rules(
                                patient(
                                        "\"photo\":[{\"contentType\":\"image/png\",\"data\":\"YWJj\",\"size\":4}]")))
                .containsExactly("ERROR attachment");
        assertThat(
                        rules(
                                patient(
                                        "\"_id\":{\"extension\":[{\"url\":\"https://northmoor.example/x\",\"valueBoolean\":true}]}")))
                .contains("ERROR id");
        assertThat(rules(patient("\"meta\":{\"profile\":[\"StructureDefinition/a\"]}")))
                .contains("ERROR format");
    }

    @Test
    void anExtensionStandsWhereItsDefinitionSays() {
        String bed =
                "\"extension\":[{\"url\":\"https://northmoor.example/bed\",\"valueBoolean\":true}]";
        assertThat(rules(patient("\"address\":[{\"use\":\"temp\",\"city\":\"a\"," + bed + "}]")))
                .isEmpty();
        assertThat(rules(patient("\"address\":[{\"use\":\"home\",\"city\":\"a\"," + bed + "}]")))
                .containsExactly("ERROR extension-context");
        String text =
                "\"text\":{"
                        + bed
                        + ",\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">a</div>\"}";
        assertThat(rules(patient(text))).isEmpty();
        assertThat(rules(patient(bed))).containsExactly("ERROR extension-context");
    }

    @Test
    void slicesWithoutIdsAndLimitsInOtherUnitsHold() {
        String observation =
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"weight\"},"
                        + "\"category\":[%s],\"valueQuantity\":{\"value\":%s,\"unit\":\"g\","
                        + "\"system\":\"http://unitsofmeasure.org\",\"code\":\"g\"}}";
        String profile = "https://northmoor.example/limits";
        assertThat(rules(observation.formatted("{\"text\":\"seen\"}", "999"), profile)).isEmpty();
        assertThat(rules(observation.formatted("{\"text\":\"seen\"}", "1001"), profile))
                .containsExactly("ERROR range");
        String coded =
                "{\"text\":\"%s\",\"coding\":[{\"system\":\"https://northmoor.example/c\",\"code\":\"a\"}]}";
        assertThat(rules(observation.formatted(coded.formatted("seen"), "9"), profile))
                .containsExactly("ERROR max");
        assertThat(rules(observation.formatted(coded.formatted("other"), "9"), profile)).isEmpty();
    }

    @Test
    void entriesHaveAddressesAndWhatASearchFindsHasIds() {
        String bundle =
                "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{%s\"resource\":"
                        + "{\"resourceType\":\"Patient\",\"gender\":\"male\"}}]}";
        assertThat(rules(bundle.formatted("collection", ""))).containsExactly("ERROR bundle");
        String full = "\"fullUrl\":\"urn:uuid:0b1f1ad2-5b1e-4b0e-9d3a-0c8a3c1f7a10\",";
        assertThat(rules(bundle.formatted("collection", full))).isEmpty();
        assertThat(rules(bundle.formatted("searchset", full))).containsExactly("ERROR bundle");
    }

    @Test
    void valueSetsCodeSystemsAndProfilesAreLookedInto() {
        String set =
                "{\"resourceType\":\"ValueSet\",\"status\":\"active\",\"compose\":{\"include\":[{\"system\":\"%s\","
                        + "\"concept\":[{\"code\":\"%s\"}]}]}}";
        assertThat(rules(set.formatted("http://snomed.info/sct", "22298006"))).isEmpty();
        assertThat(rules(set.formatted("http://snomed.info/sct", "22298007")))
                .containsExactly("ERROR definition");
        assertThat(rules(set.formatted("#inside", "a"))).contains("ERROR definition");
        assertThat(rules(LIMITS.replace("Observation.valueQuantity", "Observation.worth")))
                .contains("ERROR definition");
        assertThat(rules(LIMITS)).doesNotContain("ERROR definition");
    }

    @Test
    void textThatLooksLikeHtmlIsAWarningOrAnError() {
        String patient = patient("\"name\":[{\"text\":\"<script>a</script>\"}]");
        assertThat(rules(patient)).containsExactly("WARNING html");
        Validator strict =
                new Validator(
                        new Definitions(List.of(new CorePackage())),
                        new Strictness(false, true, true));
        assertThat(strict.validate(QuestionnaireTest.resource(patient), List.of(), NOW).verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(rules(patient("\"name\":[{\"text\":\"a < b\"}]"))).isEmpty();
    }

    @Test
    void whatCannotBeCheckedLeavesTheVerdictOpen() {
        String odd =
                LIMITS.replace("/limits", "/odd")
                        .replace(
                                "{\"path\":\"Observation.valueQuantity\"",
                                "{\"path\":\"Observation\",\"constraint\":[{\"key\":\"odd-1\",\"severity\":"
                                        + "\"error\",\"human\":\"Odd\",\"expression\":\"status = = (\"}]},"
                                        + "{\"path\":\"Observation.code\",\"binding\":{\"strength\":\"extensible\","
                                        + "\"valueSet\":\"https://northmoor.example/nowhere\"}},"
                                        + "{\"path\":\"Observation.valueQuantity\"");
        Validator open =
                new Validator(
                        new Definitions(
                                List.of(
                                        new CorePackage(),
                                        new LoosePackage(
                                                "odd", List.of(QuestionnaireTest.resource(odd))))));
        String observation =
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":"
                        + "\"https://northmoor.example/c\",\"code\":\"a\"}]}}";
        Report report =
                open.validate(
                        QuestionnaireTest.resource(observation),
                        List.of("https://northmoor.example/odd"),
                        NOW);
        assertThat(report.findings())
                .extracting(finding -> finding.level() + " " + finding.rule())
                .containsExactlyInAnyOrder("UNDECIDED odd-1", "UNDECIDED binding");
        assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    private static String patient(String members) {
        return "{\"resourceType\":\"Patient\"," + members + "}";
    }

    private List<String> rules(String json, String... profiles) {
        return validator
                .validate(QuestionnaireTest.resource(json), List.of(profiles), NOW)
                .findings()
                .stream()
                .map(finding -> finding.level() + " " + finding.rule())
                .toList();
    }
}

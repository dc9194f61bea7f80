package org.parley.conformance.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.fhirpath.Temporal;

/** Answers are checked by the form that asked. */
final class QuestionnaireTest {
    private static final Temporal NOW = Temporal.parse("2026-11-25T10:00:00Z");
    private static final CorePackage CORE = new CorePackage();
    private static final String FORM =
            """
            {"resourceType":"Questionnaire","url":"https://northmoor.example/falls","status":"active",
             "item":[
              {"linkId":"fell","type":"boolean","required":true},
              {"linkId":"when","type":"date","required":true,
               "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueDate":"2026-11-25"}],
               "enableWhen":[{"question":"fell","operator":"=","answerBoolean":true}]},
              {"linkId":"where","type":"choice","repeats":true,"answerOption":[
                {"valueCoding":{"system":"https://northmoor.example/place","code":"ward"}},
                {"valueCoding":{"system":"https://northmoor.example/place","code":"home"}},
                {"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive","valueBoolean":true}],
                 "valueCoding":{"system":"https://northmoor.example/place","code":"unknown"}}]},
              {"linkId":"height","type":"quantity",
               "extension":[{"url":"http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-maxQuantity",
                 "valueQuantity":{"value":3,"system":"http://unitsofmeasure.org","code":"m"}}]},
              {"linkId":"note","type":"string","maxLength":10,
               "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/regex","valueString":"[a-z ]+"}]},
              {"linkId":"more","type":"group","item":[{"linkId":"times","type":"integer"}]},
              {"linkId":"thanks","type":"display","text":"Thank you"}]}
            """;

    private final Validator validator =
            new Validator(
                    new Definitions(
                            List.of(CORE, new LoosePackage("forms", List.of(resource(FORM))))));

    @Test
    void aResponseThatAnswersAsAskedPasses() {
        assertThat(
                        problems(
                                """
                                {"linkId":"fell","answer":[{"valueBoolean":true}]},
                                {"linkId":"when","answer":[{"valueDate":"2026-11-01"}]},
                                {"linkId":"where","answer":[
                                  {"valueCoding":{"system":"https://northmoor.example/place","code":"ward"}},
                                  {"valueCoding":{"system":"https://northmoor.example/place","code":"home"}}]},
                                {"linkId":"height","answer":[{"valueQuantity":
                                  {"value":45,"unit":"cm","system":"http://unitsofmeasure.org","code":"cm"}}]},
                                {"linkId":"note","answer":[{"valueString":"at night"}]},
                                {"linkId":"more","item":[{"linkId":"times","answer":[{"valueInteger":2}]}]}
                                """))
                .isEmpty();
    }

    @Test
    void whatIsRequiredAndEnabledMustBeAnswered() {
        assertThat(problems("{\"linkId\":\"fell\",\"answer\":[{\"valueBoolean\":true}]}"))
                .containsExactly(
                        "QuestionnaireResponse: A required item of the form is not answered: linkId"
                                + " when.");
        assertThat(problems("{\"linkId\":\"fell\",\"answer\":[{\"valueBoolean\":false}]}"))
                .isEmpty();
    }

    @Test
    void whatIsNotEnabledMustNotBeAnswered() {
        assertThat(
                        problems(
                                """
                                {"linkId":"fell","answer":[{"valueBoolean":false}]},
                                {"linkId":"when","answer":[{"valueDate":"2026-11-01"}]}
                                """))
                .containsExactly(
                        "QuestionnaireResponse.item[1]: The item is answered, though its condition"
                                + " in the form does not hold.");
    }

    @Test
    void typesOptionsLimitsAndPlacesAreHeld() {
        assertWrong("where", "{\"valueString\":\"ward\"}", "another type");
        assertWrong(
                "where",
                "{\"valueCoding\":{\"system\":\"https://northmoor.example/place\",\"code\":\"sea\"}}",
                "none of the options");
        assertWrong(
                "height",
                "{\"valueQuantity\":{\"value\":301,\"unit\":\"cm\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"cm\"}}",
                "more than the form allows");
        assertWrong(
                "height",
                "{\"valueQuantity\":{\"value\":3,\"unit\":\"kg\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"kg\"}}",
                "does not compare");
        assertWrong("note", "{\"valueString\":\"at the bedside\"}", "longer than the form's 10");
        assertWrong("note", "{\"valueString\":\"NIGHT\"}", "not the shape");
        assertWrong("times", "{\"valueInteger\":2}", "asks this item elsewhere");
        assertWrong("nowhere", "{\"valueInteger\":2}", "no item of this linkId");
        assertWrong("thanks", "{\"valueString\":\"you\"}", "asks nothing is answered");
        assertWrong("more", "{\"valueInteger\":2}", "A group has an answer");
        assertWrong("note", "{\"valueString\":\"a\"},{\"valueString\":\"b\"}", "wants one answer");
        assertWrong(
                "where",
                "{\"valueCoding\":{\"system\":\"https://northmoor.example/place\",\"code\":\"unknown\"}},"
                        + "{\"valueCoding\":{\"system\":\"https://northmoor.example/place\",\"code\":\"home\"}}",
                "excludes all others");
    }

    @Test
    void aFormThatIsNotAtHandLeavesTheVerdictOpen() {
        String response =
                "{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"completed\","
                        + "\"questionnaire\":\"https://northmoor.example/other\","
                        + "\"item\":[{\"linkId\":\"a\",\"answer\":[{\"valueBoolean\":true}]}]}";
        Report report = validator.validate(resource(response), List.of(), NOW);
        assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void aPatternThatNeverEndsIsGivenUp() {
        String form =
                FORM.replace("[a-z ]+", "(.*)(.*)(.*)(.*)(.*)(.*)\\\\6b")
                        .replace("\"maxLength\":10,", "")
                        .replace("falls", "bomb");
        Validator bombed =
                new Validator(
                        new Definitions(
                                List.of(CORE, new LoosePackage("forms", List.of(resource(form))))));
        String response =
                response(
                                "{\"linkId\":\"fell\",\"answer\":[{\"valueBoolean\":false}]},"
                                        + "{\"linkId\":\"note\",\"answer\":[{\"valueString\":\""
                                        + "a".repeat(60)
                                        + "\"}]}")
                        .replace("falls", "bomb");
        assertThat(bombed.validate(resource(response), List.of(), NOW).verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void aHugeResponseOfManyConditionsIsBounded() {
        StringBuilder items = new StringBuilder();
        StringBuilder asked = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            asked.append(i == 0 ? "" : ",").append("{\"linkId\":\"i").append(i);
            asked.append("\",\"type\":\"boolean\",\"enableWhen\":[{\"question\":\"nowhere");
            asked.append("\",\"operator\":\"exists\",\"answerBoolean\":true}]}");
            items.append(i == 0 ? "" : ",").append("{\"linkId\":\"i").append(i).append("\"}");
        }
        Validator many =
                new Validator(
                        new Definitions(
                                List.of(
                                        CORE,
                                        new LoosePackage(
                                                "forms",
                                                List.of(
                                                        resource(
                                                                "{\"resourceType\":\"Questionnaire\",\"status\":\"active\","
                                                                        + "\"url\":\"https://northmoor.example/falls\",\"item\":["
                                                                        + asked
                                                                        + "]}"))))));
        long before = cpu();
        many.validate(resource(response(items.toString())), List.of(), NOW);
        assertThat(cpu() - before).isLessThan(20_000_000_000L);
    }

    /** Nanoseconds that this thread has worked; a machine that is busy elsewhere does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void aFormWhoseConditionsCannotBeIsRefused() {
        String form = FORM.replace("\"question\":\"fell\"", "\"question\":\"when\"");
        Report report = validator.validate(resource(form), List.of(), NOW);
        assertThat(report.findings()).extracting(Finding::rule).contains("questionnaire");
    }

    private void assertWrong(String linkId, String answers, String text) {
        List<String> problems =
                problems(
                        "{\"linkId\":\"fell\",\"answer\":[{\"valueBoolean\":false}]},"
                                + "{\"linkId\":\""
                                + linkId
                                + "\",\"answer\":["
                                + answers
                                + "]}");
        assertThat(problems).as(linkId).anyMatch(problem -> problem.contains(text));
    }

    private List<String> problems(String items) {
        return validator.validate(resource(response(items)), List.of(), NOW).findings().stream()
                .filter(finding -> finding.rule().equals("questionnaire"))
                .map(finding -> finding.path() + ": " + finding.text())
                .toList();
    }

    private static String response(String items) {
        return "{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"completed\","
                + "\"questionnaire\":\"https://northmoor.example/falls\",\"item\":["
                + items
                + "]}";
    }

    static Json.Members resource(String json) {
        if (new JsonReader().read(json.getBytes(StandardCharsets.UTF_8))
                        instanceof JsonReading.Read read
                && read.root() instanceof Json.Members members) {
            return members;
        }
        throw new IllegalArgumentException("no resource: " + json);
    }
}

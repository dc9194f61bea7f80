package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** What is one thing and what is two, over messages, senders, patients and orders. */
final class IdentityTest {
    private static final Pattern ORGANISATION =
            Pattern.compile("\"resourceType\":\"Organization\",\"id\":\"([^\"]+)\"");
    private static final Pattern OBSERVATION =
            Pattern.compile("\"resourceType\":\"Observation\",\"id\":\"([^\"]+)\"");

    private final FhirMap map = Compiled.standard();

    private String json(String... segments) {
        byte[] bytes = (String.join("\r", segments) + "\r").getBytes(StandardCharsets.UTF_8);
        if (!(Message.read(bytes) instanceof Reading.Good(Message message))) {
            throw new AssertionError("not read");
        }
        return new String(Compiled.bundle(map, message), StandardCharsets.UTF_8);
    }

    private List<String> observations(String... segments) {
        return ids(OBSERVATION, segments);
    }

    private List<String> ids(Pattern type, String... segments) {
        List<String> ids = new ArrayList<>();
        Matcher found = type.matcher(json(segments));
        while (found.find()) {
            ids.add(found.group(1));
        }
        return ids;
    }

    private static String header(String application, String facility, String control) {
        return "MSH|^~\\&|"
                + application
                + "|"
                + facility
                + "|EPR|R9N|20260301103000||ORU^R01^ORU_R01|"
                + control
                + "|P|2.5.1";
    }

    private static String patient(String number) {
        return "PID|1||" + number + "^^^R9N^MR||TESTER^Tom";
    }

    private static final String ORDER = "OBR|1||4711|FBC^Full blood count^L|||20260301090000";
    private static final String RESULT = "OBX|1|NM|HB^Haemoglobin^L||140|g/L|||||F";

    @Test
    void theSameResultSentAgainHasTheSameId() {
        List<String> first = observations(header("LAB", "R9N", "1"), patient("A1"), ORDER, RESULT);
        List<String> amended =
                observations(
                        header("LAB", "R9N", "2"),
                        patient("A1"),
                        ORDER,
                        RESULT.replace("140", "141").replace("|F", "|C"));
        assertThat(first).hasSize(1).isEqualTo(amended);
    }

    @Test
    void oneNumberOfTwoSendersIsTwoResults() {
        assertThat(observations(header("LAB", "R9N", "1"), patient("A1"), ORDER, RESULT))
                .doesNotContainAnyElementsOf(
                        observations(header("LAB", "RXX", "1"), patient("A1"), ORDER, RESULT));
    }

    @Test
    void oneNumberOfTwoIssuersIsTwoOrganisations() {
        List<String> first = organisations("Surgery^^17^^^NORTH");
        assertThat(first).hasSizeGreaterThan(1);
        assertThat(organisations("Surgery^^17^^^NORTH")).isEqualTo(first);
        assertThat(organisations("Surgery^^17^^^SOUTH")).isNotEqualTo(first);
        assertThat(organisations("The Surgery^^A81001^^^ODS"))
                .isEqualTo(organisations("Surgery^^A81001"));
    }

    private List<String> organisations(String practice) {
        return ids(ORGANISATION, header("PAS", "R9N", "1"), patient("A1"), "PD1|||" + practice);
    }

    @Test
    void oneNumberOfTwoPatientsIsTwoResults() {
        assertThat(observations(header("LAB", "R9N", "1"), patient("A1"), ORDER, RESULT))
                .doesNotContainAnyElementsOf(
                        observations(header("LAB", "R9N", "2"), patient("A2"), ORDER, RESULT));
        String numbered = ORDER.replace("4711", "4711^LAB");
        assertThat(observations(header("LAB", "R9N", "1"), patient("A1"), numbered, RESULT))
                .doesNotContainAnyElementsOf(
                        observations(header("LAB", "R9N", "2"), patient("A2"), numbered, RESULT));
    }

    @Test
    void noNumberAtAllIsNoIdentity() {
        String order = ORDER.replace("4711", "");
        assertThat(observations(header("LAB", "R9N", "1"), patient("A1"), order, RESULT))
                .doesNotContainAnyElementsOf(
                        observations(header("LAB", "R9N", "2"), patient("A2"), order, RESULT));
    }

    @Test
    void aCommentOfTwoOrdersUnderOneNumberIsTwoResults() {
        String other = ORDER.replace("FBC^Full blood count", "UE^Urea").replace("OBR|1", "OBR|2");
        List<String> both =
                observations(
                        header("LAB", "R9N", "1"), patient("A1"), ORDER, RESULT, other, RESULT);
        List<String> second = observations(header("LAB", "R9N", "2"), patient("A1"), other, RESULT);
        assertThat(both).hasSize(2).doesNotHaveDuplicates();
        assertThat(second).containsExactly(both.get(1));
    }

    @Test
    void twoLinesThatSayTheSameStayTwo() {
        String again = RESULT.replace("OBX|1", "OBX|2");
        assertThat(observations(header("LAB", "R9N", "1"), patient("A1"), ORDER, RESULT, again))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aSensitivityFindsItsOrganism() {
        String made =
                json(
                        header("LAB", "R9N", "1"),
                        patient("A1"),
                        "OBR|1||4711^LAB|MC^Culture^L",
                        "OBX|1|CE|ORG^Organism^L|1|ECOLI^Escherichia coli^L||||||F",
                        "OBR|2||4711^LAB|SENS^Sensitivity^L|||||||||||||||||||||F|"
                                + "ORG&Organism&L^1|||^4711&LAB",
                        "OBX|1|ST|AMOX^Amoxicillin^L|1|R||R|||F");
        assertThat(made).contains("\"derivedFrom\":[{\"reference\":\"urn:uuid:");
    }

    @Test
    void aSendersOwnCodesAreItsOwn() {
        String ours = json(header("LAB", "R9N", "1"), patient("A1"), ORDER, RESULT);
        String theirs = json(header("LAB", "RXX", "1"), patient("A1"), ORDER, RESULT);
        assertThat(ours).contains("\"urn:parley:coding:L@R9N:LAB\"");
        assertThat(theirs).contains("\"urn:parley:coding:L@RXX:LAB\"");
        String other = RESULT.replace("^L|", "^99LAB|");
        assertThat(json(header("LAB", "R9N", "1"), patient("A1"), ORDER, other))
                .contains("\"urn:parley:coding:99LAB@R9N:LAB\"");
    }

    @Test
    void aResultTakesNothingFromAnotherOrder() {
        String made =
                json(
                        header("LAB", "R9N", "1"),
                        patient("A1"),
                        "ORC|RE|1^EPR",
                        ORDER,
                        RESULT,
                        "ORC|RE|2^EPR",
                        "OBX|1|NM|K^Potassium^L||4.1|mmol/L|||||F");
        List<String> resources = List.of(made.split("\"resourceType\":"));
        String potassium =
                resources.stream().filter(each -> each.contains("4.1")).findFirst().orElseThrow();
        assertThat(potassium).contains("Potassium").doesNotContain("effectiveDateTime");
        assertThat(made).contains("\"effectiveDateTime\":\"2026-03-01T09:00:00");
    }

    @Test
    void twoPatientsWhereThereIsPlaceForOneAreNotMixed() {
        String made =
                json(
                        header("PAS", "R9N", "1").replace("ORU^R01^ORU_R01", "ADT^A31^ADT_A05"),
                        "EVN|A31|20260301",
                        patient("A1"),
                        patient("A2").replace("TESTER^Tom", "OTHER^Ann"));
        assertThat(made.split("\"resourceType\":\"Patient\"")).hasSize(2);
        assertThat(made)
                .doesNotContain("\"value\":\"A2\"")
                .doesNotContain("\"family\":\"OTHER\"")
                .contains(
                        "\"urn:parley:v2:segment\",\"valueString\":\"PID|1||A2^^^R9N^MR||OTHER^Ann\"");
    }

    @Test
    void aSegmentThatNobodyKnowsIsKeptAsItIs() {
        assertThat(json(header("LAB", "R9N", "1"), patient("A1"), "ZXX|1|a^b|3", ORDER, RESULT))
                .contains("\"urn:parley:v2:segment\",\"valueString\":\"ZXX|1|a^b|3\"");
    }
}

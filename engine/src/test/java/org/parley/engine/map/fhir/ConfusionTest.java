package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** No two patients, visits or values are ever taken for one another. */
final class ConfusionTest {
    private final FhirMap map = Compiled.standard();

    private static Message message(String control, String event, String... segments) {
        String text =
                "MSH|^~\\&|PAS|NMH|EPR|NMH|20261124101500||"
                        + (event.contains("^") ? event : "ADT^" + event)
                        + "|"
                        + control
                        + "|P|2.4\r"
                        + String.join("\r", segments)
                        + "\r";
        return switch (Message.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Good good -> good.message();
            case Reading.Bad bad -> throw new AssertionError(bad.problems());
        };
    }

    private String bundle(Message message) {
        return new String(Compiled.bundle(map, message), StandardCharsets.UTF_8);
    }

    private static String id(String bundle, String type) {
        return ids(bundle, type).getFirst();
    }

    private void differ(String type, Message one, Message other) {
        assertThat(id(bundle(one), type)).isNotEqualTo(id(bundle(other), type));
    }

    @Test
    void patientsWithoutNumberAreNotOnePatient() {
        differ(
                "Patient",
                message("1", "A01", "PID|1||||Unknown^Male", "PV1|1|E"),
                message("2", "A01", "PID|1||||Unknown^Female", "PV1|1|E"));
    }

    @Test
    void patientsOfOneIssuerWithoutNumberAreNotOnePatient() {
        differ(
                "Patient",
                message("1", "A01", "PID|1||^^^NMH^PI||Unknown^Male"),
                message("2", "A01", "PID|1||^^^NMH^PI||Unknown^Female"));
    }

    @Test
    void oneNumberOfTwoIssuersKnownByOidIsTwoPatients() {
        differ(
                "Patient",
                message("1", "A01", "PID|1||123^^^&1.2.3&ISO^PI||Oak^Ann"),
                message("2", "A01", "PID|1||123^^^&1.2.4&ISO^PI||Elm^Bob"));
    }

    private static List<String> ids(String bundle, String type) {
        return Pattern.compile("\"resourceType\":\"" + type + "\",\"id\":\"([^\"]+)\"")
                .matcher(bundle)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void replacedPatientsWithoutNumberAreNotOnePatient() {
        Message one = message("1", "A40", "PID|1||5^^^NMH||Oak^Ann", "MRG|^^^NMH||||||Oak^A");
        Message other = message("2", "A40", "PID|1||5^^^NMH||Oak^Ann", "MRG|^^^NMH||||||Elm^B");
        assertThat(ids(bundle(one), "Patient")).hasSize(2);
        assertThat(ids(bundle(one), "Patient").get(1))
                .isNotEqualTo(ids(bundle(other), "Patient").get(1));
    }

    @Test
    void visitsWithoutNumberAreNotOneVisit() {
        differ(
                "Encounter",
                message("1", "A01", "PID|1||5^^^NMH||Oak^Ann", "PV1|1|E|A^1^1"),
                message("2", "A01", "PID|1||6^^^NMH||Elm^Bob", "PV1|1|E|B^1^1"));
    }

    @Test
    void whatIsKnownOfAPatientWithoutNumberIsNotTakenForAnothers() {
        differ(
                "AllergyIntolerance",
                message("1", "A01", "PID|1||||Unknown^Male", "PV1|1|E", "AL1|1|DA|PEN^Penicillin"),
                message(
                        "2",
                        "A01",
                        "PID|1||||Unknown^Female",
                        "PV1|1|E",
                        "AL1|1|DA|PEN^Penicillin"));
    }

    @Test
    void whatFollowsADateIsNeverCutOff() {
        Message iso = message("1", "A01", "PID|1||5^^^NMH||Oak^Ann||1985-03-12", "PV1|1|E");
        assertThat(bundle(iso)).doesNotContain("\"birthDate\":\"1985\"");
        assertThat(map.explain(iso).toString()).contains("PID-7");
        Message odd = message("1", "A01", "PID|1||5^^^NMH||Oak^Ann||19850312?", "PV1|1|E");
        assertThat(bundle(odd)).doesNotContain("\"birthDate\":").contains("\"19850312?\"");
    }

    @Test
    void whatIsNoTimeIsTheTextOfItsExtension() {
        Message odd =
                message(
                        "1",
                        "A01",
                        "PID|1||5^^^NMH||Oak^Ann||||||||||||||||||||||||||||soon",
                        "PV1|1|E");
        assertThat(bundle(odd)).contains("v2:PID-33\",\"valueString\":\"soon\"}");
    }

    @Test
    void aVisitAndItsDiagnosisThatReferToEachOtherTwiceEnd() {
        Message twice =
                message(
                        "1",
                        "BAR^P01",
                        "EVN|P01|20261124",
                        "PID|1||5^^^NMH||Oak^Ann",
                        "PV1|1|E|A^1^1||||||||||||||||7^^^NMH",
                        "DG1|1||J45^Asthma^I10",
                        "PV1|2|E|A^1^1||||||||||||||||7^^^NMH",
                        "DG1|1||J45^Asthma^I10");
        assertThat(bundle(twice)).isNotEmpty();
    }

    private static String repeated(int times, IntFunction<String> one) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < times; i++) {
            out.append(i == 0 ? "" : "~").append(one.apply(i));
        }
        return out.toString();
    }

    private void quickly(Message message) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(bundle(message)).isNotEmpty());
    }

    @Tag("slow")
    @Test
    void manyRepetitionsThatShareANameInTheTableTakeNoMinutes() {
        String staff = repeated(70_000, i -> i + "^A^B");
        Message many = message("1", "A01", "PID|1||5^^^NMH||Oak^Ann", "PV1|1|E|||||" + staff);
        quickly(many);
        assertThat(bundle(many)).contains("\"value\":\"0\"").contains("\"value\":\"65536\"");
    }

    @Test
    void manyNamesOfOnePersonTakeNoMinutes() {
        String staff = repeated(5_000, i -> "1^A" + i + "^B");
        quickly(message("1", "A01", "PID|1||5^^^NMH||Oak^Ann", "PV1|1|E|||||" + staff));
    }

    @Test
    void manyResultsOfOneCodeTakeNoMinutesAndStayApart() {
        String[] segments = new String[5_001];
        segments[0] = "PID|1||5^^^NMH||Oak^Ann";
        for (int i = 1; i < segments.length; i++) {
            segments[i] = "OBX|" + i + "|ST|GLU^Glucose||v" + i + "||||||F|||20261124";
        }
        Message many = message("1", "A01", segments);
        quickly(many);
        assertThat(bundle(many).split("\"resourceType\":\"Observation\"", -1)).hasSize(5_001);
    }
}

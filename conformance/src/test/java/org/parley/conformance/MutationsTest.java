package org.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.parley.conformance.validate.Report;
import org.parley.conformance.validate.Verdict;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;

/** A good message passes; the same message with one thing spoilt does not. */
final class MutationsTest {
    private final Inspector inspector = new Inspector(Fixtures.ukCore(), false);

    MutationsTest() throws IOException {}

    @Test
    void goodMessagesPass() {
        assertThat(Fixtures.inspect(inspector, Fixtures.OBSERVATION).findings()).isEmpty();
        assumeTrue(Fixtures.hasUkCore());
        Report report = Fixtures.inspect(inspector, Fixtures.PATIENT, Fixtures.UK_PATIENT);
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void theFifteenPatientsThatOthersLetPassAreAllCaught() {
        assumeTrue(Fixtures.hasUkCore());
        Map<String, String> spoilt = new LinkedHashMap<>();
        spoilt.put("empty", "{\"resourceType\":\"Patient\"}");
        spoilt.put("check digit", with("9991234594", "9991234593"));
        spoilt.put("nine digits", with("9991234594", "999123459"));
        spoilt.put("blanks", with("9991234594", "999 123 4599"));
        spoilt.put(
                "foreign system",
                with("https://fhir.nhs.uk/Id/nhs-number", "https://fhir.nhs.uk/id/NHS-Number"));
        spoilt.put("born in 2080", with("1961-04-12", "2080-04-12"));
        spoilt.put(
                "unknown UK extension",
                with("Extension-UKCore-BirthSex", "Extension-UKCore-BirthSecks"));
        spoilt.put("ODS nonsense", with("\"RX1\"", "\"not-an-ods-code!!\""));
        spoilt.put("identifier without value", with(",\"value\":\"9991234594\"", ""));
        spoilt.put("gender code", with("\"female\"", "\"F\""));
        spoilt.put("dd/mm/yyyy", with("1961-04-12", "12/04/1961"));
        spoilt.put("unknown element", with("\"active\"", "\"activ\""));
        spoilt.put("verification status", with("\"code\":\"01\"", "\"code\":\"97\""));
        spoilt.put(
                "name as text",
                with(
                        "\"name\":[{\"use\":\"official\",\"family\":\"Archer\",\"given\":[\"Nora\",\"Jane\"],\"prefix\":[\"Mrs\"]}]",
                        "\"name\":\"Nora Archer\""));
        spoilt.put(
                "two NHS numbers",
                with(
                        "https://northmoor.example/Id/mrn\",\"value\":\"M0012",
                        "https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9991234594"));
        assertThat(spoilt).hasSize(15);
        spoilt.forEach((name, json) ->
                assertThat(Fixtures.inspect(inspector, json, Fixtures.UK_PATIENT).verdict())
                        .as(name)
                        .isEqualTo(Verdict.FAIL));
    }

    private static String with(String old, String other) {
        assertThat(Fixtures.PATIENT).contains(old);
        return Fixtures.PATIENT.replace(old, other);
    }

    @Test
    void everyElementSpoiltInFiveWaysIsCaught() {
        int made = 0;
        List<String> missed = new ArrayList<>();
        for (String good : List.of(Fixtures.PATIENT, Fixtures.OBSERVATION)) {
            Json root =
                    ((JsonReading.Read)
                                    new JsonReader().read(good.getBytes(StandardCharsets.UTF_8)))
                            .root();
            int places = places(root);
            for (int place = 0; place < places; place++) {
                for (Map.Entry<String, UnaryOperator<String>> way : ways().entrySet()) {
                    StringBuilder out = new StringBuilder();
                    int[] left = {place};
                    write(root, left, way.getValue(), way.getKey(), out);
                    if (out.toString().contains("\u0000")) {
                        continue;
                    }
                    made++;
                    if (Fixtures.inspect(inspector, out.toString()).verdict() != Verdict.FAIL) {
                        missed.add(way.getKey() + " at " + place + ": " + out);
                    }
                }
            }
        }
        System.out.println("Mutations: " + (made - missed.size()) + " of " + made + " caught");
        assertThat(made).isGreaterThan(200);
        assertThat(missed).isEmpty();
    }

    private static Map<String, UnaryOperator<String>> ways() {
        Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
        ways.put("name", text -> text);
        ways.put("object", text -> "{\"x\":1}");
        ways.put("null", text -> "null");
        ways.put("blank", text -> text.startsWith("\"") ? "\" \"" : "\u0000");
        ways.put("list", text -> text.startsWith("[") ? "{}" : "[" + text + "]");
        return ways;
    }

    private static int places(Json json) {
        return switch (json) {
            case Json.Members members -> {
                int sum = members.size();
                for (int i = 0; i < members.size(); i++) {
                    sum += places(members.value(i));
                }
                yield sum;
            }
            case Json.Items items -> {
                int sum = 0;
                for (int i = 0; i < items.size(); i++) {
                    sum += places(items.value(i));
                }
                yield sum;
            }
            default -> 0;
        };
    }

    private static void write(
            Json json, int[] left, UnaryOperator<String> how, String way, StringBuilder out) {
        switch (json) {
            case Json.Members members -> {
                out.append('{');
                for (int i = 0; i < members.size(); i++) {
                    boolean here = left[0]-- == 0;
                    out.append(i > 0 ? "," : "").append('"').append(members.name(i));
                    out.append(here && way.equals("name") ? "Q" : "").append("\":");
                    StringBuilder value = new StringBuilder();
                    write(members.value(i), left, how, way, value);
                    out.append(here ? how.apply(value.toString()) : value);
                }
                out.append('}');
            }
            case Json.Items items -> {
                out.append('[');
                for (int i = 0; i < items.size(); i++) {
                    out.append(i > 0 ? "," : "");
                    write(items.value(i), left, how, way, out);
                }
                out.append(']');
            }
            case Json.Text text -> out.append('"').append(text.value()).append('"');
            case Json.Num number -> out.append(number.literal());
            case Json.Bool bool -> out.append(bool.value());
            case Json.Null none -> out.append("null");
        }
    }
}

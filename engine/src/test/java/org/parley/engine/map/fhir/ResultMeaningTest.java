package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** What a result says is in what goes out: generated messages, a seed for each. */
final class ResultMeaningTest {
    private static final int SEEDS = 200;
    private static final List<String> FLAGS =
            List.of("H", "HH", "L", "LL", "A", "AA", "N", "S", "R", "I", "<", ">", "POS", "XQ7");
    private static final List<String> UNITS =
            List.of("mmol/L", "10*9/L", "g/L", "%", "µmol/L", "furlong", "iu/mL");
    private static final List<String> WORDS =
            List.of(
                    "Café",
                    "<4 cm",
                    "A&E",
                    "x^2",
                    "5|6",
                    "Å",
                    "\"quoted\"",
                    "back\\slash",
                    "Łódź",
                    "a~b",
                    "μ",
                    "😀");

    private final FhirMap map = Compiled.standard();

    private String made(String... segments) {
        String text =
                "MSH|^~\\&|LAB|R9N|TIE|R9N|20260301101500||ORU^R01^ORU_R01|P1|P|2.5.1||||||UNICODE"
                        + " UTF-8\rPID|1||MR100001^^^R9N^MR||FEATHERSTONE^Ivy\r"
                        + "OBR|1||26C1^LAB|UE^Urea^L|||20260301103000|||||||||||||||||CH|F\r"
                        + String.join("\r", segments)
                        + "\r";
        return switch (Message.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Good(Message message) ->
                    new String(Compiled.bundle(map, message), StandardCharsets.UTF_8);
            case Reading.Bad other -> throw new AssertionError(other);
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("&", "\\T\\")
                .replace("~", "\\R\\");
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void flagsComparatorsValuesAndUnitsSurvive() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            String comparator = one(random, List.of("", "<", ">", "<=", ">="));
            String number = random.nextInt(1000) + "." + random.nextInt(10) + "0";
            String unit = one(random, UNITS);
            String flag = one(random, FLAGS);
            String type = one(random, List.of("NM", "ST", "SN"));
            String value = type.equals("SN") ? comparator + "^" + number : comparator + number;
            String range = one(random, List.of("<10", "3.5-5.3", ">=60", "0 - 5"));
            String json =
                    made(
                            "OBX|1|"
                                    + type
                                    + "|K^Potassium^L||"
                                    + value
                                    + "|"
                                    + unit
                                    + "|"
                                    + range
                                    + "|"
                                    + flag
                                    + "|||F");
            assertThat(json)
                    .as("seed %d", seed)
                    .contains("\"value\":" + number)
                    .contains("\"unit\":\"" + unit + "\"")
                    .contains("\"referenceRange\":[{\"text\":\"" + range + "\"}]")
                    .containsPattern("\"interpretation\":\\[\\{[^]]*\"" + flag + "\"");
            assertThat(json.contains("\"comparator\":\"" + comparator + "\""))
                    .as("seed %d", seed)
                    .isEqualTo(!comparator.isEmpty());
        }
    }

    @Test
    void whatIsNoNumberKeepsItsWordsUnitAndFlag() {
        for (String value : List.of("....", "1:80", "NEG", "see comment", "5-10", "<5 and >2")) {
            for (String type : List.of("NM", "ST")) {
                assertThat(made("OBX|1|" + type + "|K^K^L||" + value + "|mg/L||HH|||C"))
                        .contains("\"valueString\":\"" + value + " mg/L\"")
                        .contains("\"code\":\"HH\"")
                        .contains("\"status\":\"corrected\"");
            }
        }
    }

    @Test
    void textsSurviveWhateverIsInThem() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("It reads");
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                text.append(' ').append(one(random, WORDS));
            }
            String type = one(random, List.of("ST", "TX", "FT"));
            String value = escaped(text.toString());
            String json =
                    made("OBX|1|" + type + "|C^C^L||" + value + "||||||F", "NTE|1|L|" + value);
            assertThat(json)
                    .as("seed %d", seed)
                    .contains("\"valueString\":\"" + json(text.toString()) + "\"")
                    .contains("\"text\":\"" + json(text.toString()) + "\"");
        }
    }

    @Test
    void aReportOfAThousandLinesIsOneTextInOrder() {
        List<String> segments = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        for (int line = 1; line <= 1_000; line++) {
            segments.add("OBX|" + line + "|TX|MICRO^Microscopy^L||Line " + line + " <b>||||||F");
            whole.append(line == 1 ? "" : "\\n").append("Line ").append(line).append(" <b>");
        }
        String json = made(segments.toArray(String[]::new));
        assertThat(json).contains("\"valueString\":\"" + whole + "\"");
        assertThat(json).containsOnlyOnce("\"resourceType\":\"Observation\"");
    }

    @Test
    void linesWithAnotherStatusFlagOrCodeAreNotJoined() {
        for (String other :
                List.of(
                        "OBX|2|TX|M^M^L||two||||||C",
                        "OBX|2|TX|M^M^L||two|||A|||F",
                        "OBX|2|TX|N^N^L||two||||||F",
                        "OBX|2|TX|M^M^L|2|two||||||F",
                        "OBX|2|ST|M^M^L||two||||||F")) {
            String json = made("OBX|1|TX|M^M^L||one||||||F", other);
            assertThat(json)
                    .as(other)
                    .contains("\"valueString\":\"one\"")
                    .contains("\"valueString\":\"two\"");
        }
        String apart =
                made(
                        "OBX|1|TX|M^M^L||one||||||F",
                        "OBX|2|NM|K^K^L||1||||||F",
                        "OBX|3|TX|M^M^L||two||||||F");
        assertThat(apart).contains("\"valueString\":\"one\"").contains("\"valueString\":\"two\"");
    }

    @Test
    void aNoteBelowAJoinedLineIsOfTheSameResult() {
        String json =
                made(
                        "OBX|1|TX|M^M^L||one||||||F",
                        "OBX|2|TX|M^M^L||two||||||F",
                        "NTE|1||first",
                        "NTE|2||second",
                        "OBX|3|NM|K^K^L||1||||||F",
                        "NTE|1||other");
        assertThat(json)
                .contains("\"valueString\":\"one\\ntwo\"")
                .contains("\"note\":[{\"text\":\"first\\nsecond\"}]")
                .contains("\"note\":[{\"text\":\"other\"}]");
        assertThat(json.split("\"resourceType\":\"Observation\"", -1)).hasSize(3);
    }

    @Test
    void aSensitivityRefersToItsOrganism() {
        String json =
                made(
                        "OBX|1|CE|ORG^Organism^L|1|112283007^Escherichia coli^SCT||||||F",
                        "OBR|2||26C2^LAB|SENS^Sensitivities^L||||||||||||||||||||MB|F|ORG&Organism&L^1^E"
                                + " coli|||^26C1&LAB",
                        "OBX|1|ST|TRIM^Trimethoprim^L|1|>16|mg/L||R|||F");
        assertThat(json).containsOnlyOnce("\"derivedFrom\":[{\"reference\":\"urn:uuid:");
    }

    @Test
    void cancelledAndWithdrawnResultsNeverLookFinal() {
        for (String status : List.of("X", "D", "W", "P", "I", "O", "", "?")) {
            String json = made("OBX|1|NM|K^K^L||6.4|mmol/L||HH|||" + status);
            String result = json.substring(json.indexOf("\"resourceType\":\"Observation\""));
            assertThat(result)
                    .as(status)
                    .doesNotContain("\"status\":\"final\"")
                    .contains("\"code\":\"HH\"");
        }
    }
}

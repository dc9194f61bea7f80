package org.parley.engine.map.fhir.back;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parley.engine.map.fhir.FhirMap;
import org.parley.engine.map.fhir.FhirMaps;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.Settings;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.Reading;

/** Generated messages go to FHIR and come back, and say what they said. */
final class RoundTripTest {
    private static final int MESSAGES = 300;
    private static final String SIGNS =
            "abcXYZ 059-'.,()%<>&|^~\\#\u00e9\u00f8\u00df\u20ac\u00b5\u4e2d";
    private static final List<String> FLAGS =
            List.of("", "N", "H", "HH", "L", "LL", "A", "AA", "S", "R", "I", "<", ">");
    private static final List<String> UNITS =
            List.of("mmol/L", "g/L", "10*9/L", "%", "umol/L", "mm[Hg]", "kg/m2", "10^9/l");

    private final FhirMap there =
            switch (FhirMaps.compile(
                    List.of(), Back.source(Map.of()), Library.standard(), Settings.usual())) {
                case FhirMaps.Compilation.Ok ok -> ok.map();
                case FhirMaps.Compilation.Wrong wrong ->
                        throw new AssertionError(wrong.problems().toString());
            };
    private final BackMap back = Back.standard();

    private static String text(Random random, int most) {
        StringBuilder out = new StringBuilder("x");
        for (int i = random.nextInt(most); i > 0; i--) {
            out.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return escaped(out.append('y').toString());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("&", "\\T\\")
                .replace("~", "\\R\\");
    }

    private static String day(Random random) {
        return "%04d%02d%02d"
                .formatted(
                        1930 + random.nextInt(90), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String pick(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String patient(Random random) {
        String born =
                switch (random.nextInt(4)) {
                    case 0 -> day(random).substring(0, 4);
                    case 1 -> day(random).substring(0, 6);
                    default -> day(random);
                };
        return "PID|1||%d^^^R9N^MR~%d^^^NHS^NH||%s^%s^%s^^Dr||%s|%s|||%s^^%s^^ZZ99 3WZ^^H"
                .formatted(
                        10_000 + random.nextInt(90_000),
                        9_990_000_000L + random.nextInt(9_999_999),
                        text(random, 12),
                        text(random, 8),
                        text(random, 8),
                        born,
                        pick(random, List.of("M", "F", "U")),
                        text(random, 20),
                        text(random, 8));
    }

    private static String result(Random random, int number) {
        String unit = pick(random, UNITS);
        unit = escaped(unit);
        String value =
                switch (random.nextInt(5)) {
                    case 0 -> "ST|%s|V|" + text(random, 30) + "|";
                    case 1 ->
                            "SN|%s|V|"
                                    + pick(random, List.of("<", ">", "<=", ">="))
                                    + "^"
                                    + random.nextInt(1000)
                                    + "|"
                                    + unit;
                    case 2 -> "TX|%s|V|" + text(random, 60) + "|";
                    default ->
                            "NM|%s|V|"
                                    + random.nextInt(500)
                                    + "."
                                    + random.nextInt(10)
                                    + "|"
                                    + unit;
                };
        String code = "T" + number + "^" + text(random, 12) + "^WL";
        return "OBX|%d|%s|3.5-5.3|%s|||F|||20260301101500+0000"
                .formatted(
                        number,
                        value.replace("%s|V", code + "|" + number),
                        escaped(pick(random, FLAGS)));
    }

    private static Message message(List<String> segments) {
        byte[] bytes = (String.join("\r", segments) + "\r").getBytes(StandardCharsets.UTF_8);
        return switch (Message.read(bytes)) {
            case Reading.Good(Message message) -> message;
            case Reading.Bad bad -> throw new AssertionError(bad.problems().toString());
        };
    }

    private Message again(Message message, int seed) {
        Mapped made = there.apply(message);
        assertThat(made).as("seed %d", seed).isInstanceOf(Mapped.Content.class);
        Mapped came = back.apply(((Mapped.Content) made).bytes(), Defaults.usual());
        assertThat(came).as("seed %d: %s", seed, came).isInstanceOf(Mapped.Messages.class);
        assertThat(((Mapped.Messages) came).messages()).hasSize(1);
        return ((Mapped.Messages) came).messages().getFirst();
    }

    private static void same(Message was, Message is, int seed, String... paths) {
        for (String path : paths) {
            assertThat(is.texts(Path.of(path)))
                    .as("seed %d, %s of%n%s%n%s", seed, path, shown(was), shown(is))
                    .isEqualTo(was.texts(Path.of(path)));
        }
    }

    private static String shown(Message message) {
        return new String(message.bytes(), StandardCharsets.UTF_8).replace('\r', '\n');
    }

    @Test
    void patientsComeBackAsTheyWere() {
        for (int seed = 0; seed < MESSAGES; seed++) {
            Random random = new Random(seed);
            Message was =
                    message(
                            List.of(
                                    "MSH|^~\\&|PAS|R9N|TIE|R9N|20260301101500||ADT^A31^ADT_A05|C"
                                            + seed
                                            + "|P|2.4||||||UNICODE UTF-8",
                                    "EVN|A31|20260301101500",
                                    patient(random)));
            same(
                    was,
                    again(was, seed),
                    seed,
                    "MSH-3",
                    "MSH-9.2",
                    "MSH-10",
                    "PID-3.1",
                    "PID-5.1",
                    "PID-5.2",
                    "PID-5.3",
                    "PID-7",
                    "PID-8",
                    "PID-11.1",
                    "PID-11.3",
                    "PID-11.5");
        }
    }

    @Test
    void resultsComeBackWithUnitsComparatorsFlagsAndRanges() {
        for (int seed = 0; seed < MESSAGES; seed++) {
            Random random = new Random(seed);
            List<String> segments = new ArrayList<>();
            segments.add(
                    "MSH|^~\\&|LAB|R9N|TIE|R9N|20260301101500||ORU^R01^ORU_R01|C"
                            + seed
                            + "|P|2.5.1||||||UNICODE UTF-8");
            segments.add(patient(random));
            segments.add(
                    "OBR|1|P1^PAS|F1^LAB|U^Urea^WL|||20260301100000+0000|||||||||||||||20260301101500+0000||CH|F");
            int results = 1 + random.nextInt(8);
            for (int number = 1; number <= results; number++) {
                segments.add(result(random, number));
            }
            Message was = message(segments);
            Message is = again(was, seed);
            assertThat(is.count(Path.of("OBX"))).as(shown(is)).isEqualTo(results);
            for (int number = 1; number <= results; number++) {
                String obx = "OBX[" + number + "]-";
                same(
                        was,
                        is,
                        seed,
                        obx + "3.1",
                        obx + "3.2",
                        obx + "5",
                        obx + "7",
                        obx + "8",
                        obx + "11",
                        obx + "14");
                if (List.of("NM", "SN").contains(was.textOrEmpty(Path.of(obx + "2")))) {
                    // a unit that UCUM knows by another name goes back by both
                    assertThat(
                                    is.texts(Path.of(obx + "6.1")).toString()
                                            + is.texts(Path.of(obx + "6.2")))
                            .as("seed %d, unit of %s", seed, shown(was))
                            .contains(was.textOrEmpty(Path.of(obx + "6")));
                }
            }
        }
    }

    @Test
    void aReportOfAThousandLinesComesBackWhole() {
        Random random = new Random(1);
        List<String> segments = new ArrayList<>();
        segments.add(
                "MSH|^~\\&|LAB|R9N|TIE|R9N|20260301101500||ORU^R01^ORU_R01|C1|P|2.5.1||||||UNICODE UTF-8");
        segments.add(patient(random));
        segments.add(
                "OBR|1|P1^PAS|F1^LAB|H^Histology^WL|||20260301100000+0000|||||||||||||||20260301101500+0000||SP|F");
        for (int line = 1; line <= 1_000; line++) {
            String text = line % 50 == 0 ? "" : text(random, 60);
            segments.add("OBX|" + line + "|TX|H^Histology^WL|1|" + text + "||||||F");
        }
        Message was = message(segments);
        Message is = again(was, 1);
        String joined = String.join("\n", is.texts(Path.of("OBX-5")));
        List<String> wanted =
                was.texts(Path.of("OBX-5")).stream().filter(s -> !s.isEmpty()).toList();
        int at = 0;
        for (String line : wanted) {
            int found = joined.indexOf(line, at);
            assertThat(found).as("%s is there, and in order", line).isNotNegative();
            at = found + line.length();
        }
        assertThat(wanted).hasSize(980);
    }
}

package org.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code parley explain} and {@code parley map coverage} say. */
final class MapCommandsTest {
    private static final String MESSAGE =
            """
            MSH|^~\\&|LAB|R9N|TIE|R9N|20260301101500||ORU^R01^ORU_R01|L1|P|2.5.1
            PID|1||MR100001^^^R9N^MR||FEATHERSTONE^Ivy||19480217|F
            OBR|1||F1^LAB|U^Urea^WL|||20260301100000|||||||||||||||20260301101500||CH|F
            OBX|1|NM|K^Potassium^WL||6.4|mmol/L|3.5-5.3|HH|||F
            OBX|2|NM|Q^Quotient^WL||1.2|furlongs|||||F
            ZZZ|1|local
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Said(int code, String out, String err) {}

    private static Said run(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        ByteArrayOutputStream cried = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(cried, true, StandardCharsets.UTF_8));
            int code = Main.run(words);
            return new Said(
                    code,
                    told.toString(StandardCharsets.UTF_8),
                    cried.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void explainNamesTheRowOfEachValueAndWhatNoRowTook() throws IOException {
        Said said = run("explain", file("one.hl7", MESSAGE.replace('\n', '\r')));
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .startsWith("ORU^R01 L1\n")
                .containsPattern(
                        "Observation\\.\\S+ from OBX\\[1]-8 \\(tables/datatypes/CWE-Coded\\.csv:\\d+\\)")
                .contains("look at OBX[2]-6: code without a row (unit)")
                .doesNotContain("FEATHERSTONE")
                .doesNotContain("furlongs");
    }

    @Test
    void explainShowsTheBundleWhenAsked() throws IOException {
        Said said = run("explain", file("one.hl7", MESSAGE.replace('\n', '\r')), "--bundle");
        assertThat(said.code()).isZero();
        assertThat(said.out()).startsWith("{").contains("\"resourceType\": \"Observation\"");
    }

    @Test
    void explainReadsFeedsByTheirLayoutAndTellsBadRowsByLine() {
        Said said =
                run(
                        "explain",
                        "../trust/in/roster-bad-rows.csv",
                        "--trust",
                        "../trust",
                        "--layout",
                        "roster-1");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("line 2\n")
                .contains(
                        "Practitioner.identifier.value from StaffId (tables/segments/roster-Practitioner.csv")
                .contains("line 3 cannot be mapped: PAR-4244")
                .contains("line 4 cannot be mapped: PAR-4243")
                .contains("line 5 cannot be mapped: PAR-1300")
                .contains("line 6\n")
                .doesNotContain("Whitlock");
    }

    @Test
    void coverageRanksWhatIsNotKept() throws IOException {
        file("all/one.hl7", MESSAGE.replace('\n', '\r'));
        file("all/two.hl7", MESSAGE.replace("|L1|", "|L2|").replace('\n', '\r'));
        file("all/three.txt", "not read");
        Said said = run("map", "coverage", folder.resolve("all").toString(), "--top", "3");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .startsWith("Values of which a row took something, by type of message\n")
                .contains("ORU^R01^ORU_R01  (2 messages)")
                .contains("Not mapped at all: 0")
                .contains("Codes without a row, by code table: ")
                .contains("      4  unit: furlongs")
                .contains("Places that no row takes: 0")
                .contains("Rows that never did anything: ");
    }

    @Test
    void coverageSaysWhichRowsOfATrustNeverDidAnything() throws IOException {
        file(
                "trust/maps/ward.csv",
                "table,from,to\nPID[Patient],PID-30,deceasedBoolean\nPID[Patient],PID-8,maritalStatus.text\n");
        String one = file("one.hl7", MESSAGE.replace('\n', '\r'));
        Said said =
                run(
                        "map",
                        "coverage",
                        one,
                        "--map",
                        "v2-to-uk-core, ward",
                        "--trust",
                        folder.resolve("trust").toString());
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("\n  maps/ward.csv:2\n").doesNotContain("maps/ward.csv:3");
    }

    @Test
    void mistakesAreToldWithTheirPlaceAndTheAnswerIsTwo() throws IOException {
        file("trust/maps/ward.csv", "table,from,to\nPID[Patient],PID-8,sex\n");
        String one = file("one.hl7", MESSAGE.replace('\n', '\r'));
        String trust = folder.resolve("trust").toString();
        Said said = run("explain", one, "--map", "v2-to-uk-core,ward", "--trust", trust);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains("maps/ward.csv:2:3 PAR-4183 (CONFIG) Patient has no element 'sex'.")
                .contains("1 problems.");
        assertThat(run("explain", one, "--map", "pas-to-lims").err())
                .contains("The first name after --map is v2-to-uk-core.");
        assertThat(run("explain", one, "--layout", "x").err())
                .contains("There is no layouts/x.csv");
        assertThat(run("explain", folder.resolve("none.hl7").toString()).code()).isEqualTo(2);
        assertThat(run("map", "nothing", one).err()).contains("Try: parley map coverage FROM");
    }
}

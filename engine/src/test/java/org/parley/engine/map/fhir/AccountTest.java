package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.engine.map.Explanation;

/** Odd messages: what the account says of them is whole and in the right places. */
final class AccountTest {
    private static final String ODD =
            """
            MSH|^~\\&|LAB|R9N|TIE|R9N|20260301101500||ORU^R01^ORU_R01|C1|P|2.5.1
            PID|1||M1^^^R9N&1.2.3&ISO^MR~N1^^^NHS^NH||FEATHERSTONE^Ivy||19480217|||||||||||||||||||||||||||||||||||||a~b^c&d
            OBR|1|P1^EPR|F1^LAB|U^Urea^L|||20260301100000||||||||||||||||||F
            OBX|1|NM|U^Urea^L||<5.9|mmol/L|3.5-5.3|L~A|||F
            ZZ1|one|two^three
            OBR|2|P2^EPR|F2^LAB|K^Potassium^L|||20260301100000||||||||||||||||||F
            OBX|1|NM|K^Potassium^L||4.1|mmol/L|3.5-5.3|N|||F
            OBX|2|TX|C^Comment^L||one line~another||||||F
            """;

    private static FhirMap map(Map<String, String> files) {
        return Compiled.of(
                files.isEmpty() ? List.of() : List.of("less"), new Compiled.Trust(files));
    }

    private static List<String> made(Explanation explained) {
        return explained.made().stream()
                .map(one -> one.toString().replaceAll(" \\(.*", ""))
                .toList();
    }

    @Test
    void aValueIsNamedByItsWholePathInTheResource() {
        assertThat(made(map(Map.of()).explain(Compiled.message(ODD))))
                .contains(
                        "Patient.identifier.value from PID-3[1].1",
                        "Patient.identifier.value from PID-3[2].1",
                        "Patient.name.family from PID-5.1",
                        "Observation.valueQuantity from OBX[1]-5",
                        "Observation.code.coding.code from OBX[2]-3.1",
                        "Observation.interpretation from OBX[1]-8[2]")
                .noneMatch(one -> one.contains("$this"));
    }

    @Test
    void whatNoRowTookIsListedByRepetitionComponentAndSubcomponent() {
        assertThat(map(Map.of()).explain(Compiled.message(ODD)).dropped())
                .containsExactly("PID-44[1]", "PID-44[2].1", "PID-44[2].2.1", "PID-44[2].2.2");
    }

    @Test
    void whatATrustsTableLeavesIsListedInEachGroup() {
        FhirMap less =
                map(
                        Map.of(
                                "maps/less.csv",
                                """
                                table,from,to,type
                                OBX[result],OBX-7,referenceRange.text,leave
                                """));
        assertThat(less.explain(Compiled.message(ODD)).dropped())
                .contains("OBX[1]-7", "OBX[2]-7")
                .doesNotContain("OBX[1]-5", "OBX[3]-5[2]");
    }
}

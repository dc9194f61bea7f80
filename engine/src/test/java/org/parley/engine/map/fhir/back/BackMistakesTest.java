package org.parley.engine.map.fhir.back;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.engine.map.fhir.Library;

final class BackMistakesTest {
    private static String mistakes(String rows) {
        return switch (BackMaps.compile(
                List.of("own"),
                Back.source(
                        Map.of("maps/own.csv", "table,from,to,type,code,when,comment\n" + rows)),
                Library.back())) {
            case BackMaps.Compilation.Ok _ -> "none";
            case BackMaps.Compilation.Wrong wrong -> wrong.problems().getFirst().toString();
        };
    }

    @Test
    void anElementThatIsNotThere() {
        assertThat(mistakes("Patient[PID],birthdate,PID-7.1,,,,"))
                .isEqualTo(
                        "maps/own.csv:2:2 PAR-4203 (CONFIG) Patient has no element 'birthdate'. Did"
                                + " you mean birthDate? Write the path of an element of FHIR R4;"
                                + " docs/guide/mapping-fhir.md has the forms.");
    }

    @Test
    void aPlaceThatIsInAnotherSegment() {
        assertThat(mistakes("Patient[PID],birthDate,PV1-7,,,,"))
                .startsWith("maps/own.csv:2:3 PAR-4202 (CONFIG) 'PV1-7' is no place in PID.");
    }

    @Test
    void aValueThatIsNoText() {
        assertThat(mistakes("Patient[PID],name,PID-5,,,,"))
                .startsWith("maps/own.csv:2:2 PAR-4205 (CONFIG) A HumanName is no text.");
    }

    @Test
    void aTableForAnotherType() {
        assertThat(mistakes("Patient[PID],name,PID-5,Address[XAD],,,"))
                .startsWith(
                        "maps/own.csv:2:4 PAR-4205 (CONFIG) The table is for Address, and a HumanName stands at from.");
    }

    @Test
    void aConditionThatEndsTooEarly() {
        assertThat(mistakes("Patient[PID],birthDate,PID-7.1,,,gender,"))
                .startsWith("maps/own.csv:2:6 PAR-4207 (CONFIG) date has no element 'gender'.");
    }

    @Test
    void aRowThatLeavesOutWithoutAReason() {
        assertThat(mistakes("Patient[PID],photo,-,,,,"))
                .startsWith("maps/own.csv:2:7 PAR-4204 (CONFIG)");
    }

    @Test
    void aCodeTableThatIsNotThere() {
        assertThat(mistakes("Patient[PID],gender,PID-8.1,,gendre,,"))
                .startsWith("maps/own.csv:2:5 PAR-4208 (CONFIG) There is no code table 'gendre'.");
    }

    @Test
    void anEventThatIsNone() {
        assertThat(mistakes("events,Patient,ADT-A31,ADT_person,,,"))
                .startsWith("maps/own.csv:2:3 PAR-4202 (CONFIG) 'ADT-A31' is no event.");
    }

    @Test
    void aTrustsRowsTakeThePlaceOfTheProducts() {
        BackMap map =
                Back.of(
                        List.of("own"),
                        Back.source(
                                Map.of(
                                        "maps/own.csv",
                                        """
                                        table,from,to,value,comment
                                        Message[MSH],,MSH-3.1,WARDAPP,
                                        Message[MSH],,MSH-5.1,EPR,
                                        """)));
        String made =
                Back.text(
                        map.apply(
                                "{\"resourceType\":\"Patient\",\"id\":\"1\"}"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                org.parley.wire.hl7v2.Defaults.usual()));
        assertThat(made).startsWith("MSH|^~\\&|WARDAPP||EPR||||ADT^A31^ADT_A05|");
    }
}

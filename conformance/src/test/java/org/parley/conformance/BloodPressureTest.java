package org.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.parley.conformance.validate.Verdict;

/** Slices of a list that inherit the slices of what lies beneath it: UK Core's blood pressure. */
final class BloodPressureTest {
    private static final String PROFILE =
            "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Observation-VitalSigns-BloodPressure";

    private final Inspector inspector = new Inspector(Fixtures.ukCore(), false);

    BloodPressureTest() throws IOException {}

    private static String component(String loinc, String snomed, String text, int value) {
        return """
        {"code":{"coding":[{"system":"http://loinc.org","code":"%s"},{"system":"http://snomed.info/sct","code":"%s"}],"text":"%s"},
         "valueQuantity":{"value":%d,"unit":"millimeter of mercury","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}
        """
                .formatted(loinc, snomed, text, value);
    }

    private static String pressure(String systolic, String diastolic) {
        return """
        {"resourceType":"Observation","status":"final",
         "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],
         "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"},{"system":"http://snomed.info/sct","code":"75367002"}]},
         "subject":{"reference":"https://northmoor.example/fhir/Patient/1"},"effectiveDateTime":"2026-06-12T10:15:00+01:00",
         "component":[%s,%s]}
        """
                .formatted(systolic, diastolic);
    }

    private static final String SYSTOLIC =
            component("8480-6", "72313002", "Systolic blood pressure", 120);
    private static final String DIASTOLIC =
            component("8462-4", "1091811000000102", "Diastolic blood pressure", 80);

    private Verdict verdict(String message) {
        return Fixtures.inspect(inspector, message, PROFILE).verdict();
    }

    @Test
    void aGoodOnePassesAndABrokenSliceFails() {
        assumeTrue(Fixtures.hasUkCore());
        assertThat(verdict(pressure(SYSTOLIC, DIASTOLIC))).isEqualTo(Verdict.PASS);
        assertThat(verdict(pressure(SYSTOLIC.replace("8480-6", "8462-4"), DIASTOLIC)))
                .isEqualTo(Verdict.FAIL);
        assertThat(verdict(pressure(SYSTOLIC.replace("Systolic", "Sistolic"), DIASTOLIC)))
                .isEqualTo(Verdict.FAIL);
        assertThat(verdict(pressure(SYSTOLIC.replace("mm[Hg]", "kPa"), DIASTOLIC)))
                .isEqualTo(Verdict.FAIL);
    }
}

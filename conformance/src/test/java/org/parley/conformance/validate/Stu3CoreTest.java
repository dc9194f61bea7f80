package org.parley.conformance.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.wire.fhir.Json;

/** All of FHIR STU3 is found and compiled. */
final class Stu3CoreTest {
    private final Stu3Core core = new Stu3Core();

    @Test
    void everyProfileAndTypeIsCompiled() {
        Compiler compiler = new Compiler(new Definitions(List.of(core)));
        List<String> profiles = core.profiles();
        assertThat(profiles).hasSizeGreaterThan(550);
        List<String> not = new ArrayList<>();
        for (String url : profiles) {
            if (compiler.shape(url) == null) {
                not.add(url);
            }
        }
        assertThat(not).isEmpty();
        // HL7's own: a quotation mark that was lost, and a profile of another Contract
        assertThat(compiler.problems())
                .hasSize(7)
                .allMatch(one -> one.contains("#39;") || one.contains("consentdirective"));
    }

    @Test
    void codesAreFoundByTheirAddress() {
        Definitions definitions = new Definitions(List.of(core));
        CodeSystems systems = new CodeSystems(definitions, new UcumUnits());
        ValueSets sets = new ValueSets(definitions, systems);
        String genders = "http://hl7.org/fhir/ValueSet/administrative-gender";
        assertThat(sets.has(genders, null, "female")).isEqualTo(Answer.YES);
        assertThat(sets.has(genders, null, "f")).isEqualTo(Answer.NO);
        assertThat(systems.has("http://hl7.org/fhir/v2/0203", "MR")).isEqualTo(Answer.YES);
        assertThat(systems.has("http://hl7.org/fhir/v3/ActCode", "IMP")).isEqualTo(Answer.YES);
        Json.Members patient =
                definitions.find("StructureDefinition", Trees.CORE + "Patient").orElseThrow();
        assertThat(patient.text("fhirVersion")).isEqualTo("3.0.2");
    }
}

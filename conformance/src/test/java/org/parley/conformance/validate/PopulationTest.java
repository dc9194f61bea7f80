package org.parley.conformance.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a profile wants supported is counted, each share with what is behind it. */
final class PopulationTest {
    private static final String PROFILE =
            """
            {"resourceType":"StructureDefinition","url":"https://northmoor.example/ward-patient","version":"1",
             "name":"WardPatient","status":"active","fhirVersion":"4.0.1","kind":"resource","abstract":false,
             "type":"Patient","derivation":"constraint",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
             "differential":{"element":[
               {"id":"Patient.identifier","path":"Patient.identifier",
                "slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}},
               {"id":"Patient.identifier:mrn","path":"Patient.identifier","sliceName":"mrn","mustSupport":true},
               {"id":"Patient.identifier:mrn.system","path":"Patient.identifier.system",
                "fixedUri":"https://northmoor.example/mrn"},
               {"id":"Patient.birthDate","path":"Patient.birthDate","mustSupport":true},
               {"id":"Patient.contact","path":"Patient.contact","mustSupport":true},
               {"id":"Patient.contact.telecom","path":"Patient.contact.telecom","mustSupport":true}]}}
            """;

    private final Validator validator =
            new Validator(
                    new Definitions(
                            List.of(
                                    new CorePackage(),
                                    new LoosePackage(
                                            "ward",
                                            List.of(QuestionnaireTest.resource(PROFILE))))));

    @Test
    void sharesAreOfThePlacesWhereAnElementCouldStand() {
        Population population =
                validator.population("https://northmoor.example/ward-patient").orElseThrow();
        add(
                population,
                "\"birthDate\":\"1961-04-12\",\"identifier\":[{\"system\":\"https://northmoor.example/mrn\",\"value\":\"1\"}],"
                        + "\"contact\":[{\"name\":{\"text\":\"a\"},\"telecom\":[{\"value\":\"1\"}]},{\"name\":{\"text\":\"b\"}}]");
        add(
                population,
                "\"identifier\":[{\"system\":\"https://other.example/mrn\",\"value\":\"1\"}]");
        assertThat(population.resources()).isEqualTo(2);
        assertThat(population.counts())
                .containsExactlyInAnyOrder(
                        new Population.Count("Patient.identifier:mrn", 2, 1),
                        new Population.Count("Patient.birthDate", 2, 1),
                        new Population.Count("Patient.contact", 2, 1),
                        new Population.Count("Patient.contact.telecom", 2, 1));
    }

    @Test
    void bundlesCountByEntryAndOtherTypesDoNotCount() {
        Population population =
                validator.population("https://northmoor.example/ward-patient").orElseThrow();
        population.add(
                QuestionnaireTest.resource(
                        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
                                + "{\"resource\":{\"resourceType\":\"Patient\",\"birthDate\":\"1961\"}},"
                                + "{\"resource\":{\"resourceType\":\"Device\"}}]}"));
        assertThat(population.resources()).isEqualTo(1);
        assertThat(population.counts())
                .contains(new Population.Count("Patient.birthDate", 1, 1))
                .noneMatch(count -> count.path().startsWith("Device"));
        assertThat(validator.population("https://northmoor.example/nowhere")).isEmpty();
    }

    private static void add(Population to, String members) {
        to.add(QuestionnaireTest.resource("{\"resourceType\":\"Patient\"," + members + "}"));
    }
}

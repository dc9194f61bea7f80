package org.parley.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.parley.conformance.validate.CorePackage;
import org.parley.conformance.validate.Definitions;
import org.parley.conformance.validate.Finding;
import org.parley.conformance.validate.PackageReader;
import org.parley.conformance.validate.Report;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhirpath.Temporal;

/** Messages that we wrote, and the definitions to judge them by. */
public final class Fixtures {
    static final Path UK_CORE = Path.of("../../shared/packages/uk.core.r4-2.1.0.tgz");
    static final String UK_PATIENT = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient";
    static final Temporal NOW = Temporal.parse("2026-11-25T10:00:00Z");

    static final String PATIENT =
            """
            {"resourceType":"Patient","id":"p1",
             "extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex",
               "valueCodeableConcept":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender","code":"F","display":"Female"}]}}],
             "identifier":[{"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
                 "valueCodeableConcept":{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland","code":"01"}]}}],
               "system":"https://fhir.nhs.uk/Id/nhs-number","value":"9991234594"},
               {"system":"https://northmoor.example/Id/mrn","value":"M0012"}],
             "active":true,
             "name":[{"use":"official","family":"Archer","given":["Nora","Jane"],"prefix":["Mrs"]}],
             "telecom":[{"system":"phone","value":"01632960001","use":"home"}],
             "gender":"female","birthDate":"1961-04-12",
             "address":[{"use":"home","line":["1 Mill Lane"],"city":"Northmoor","postalCode":"NM1 2AB"}],
             "managingOrganization":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"RX1"}}}
            """;

    static final String OBSERVATION =
            """
            {"resourceType":"Observation","id":"o1","status":"final",
             "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],
             "code":{"coding":[{"system":"http://snomed.info/sct","code":"1022451000000103"}],"text":"Red blood cell count"},
             "subject":{"reference":"https://northmoor.example/fhir/Patient/p1"},
             "effectiveDateTime":"2026-06-12T10:15:00+01:00",
             "valueQuantity":{"value":4.52,"unit":"10*12/L","system":"http://unitsofmeasure.org","code":"10*12/L"},
             "referenceRange":[{"low":{"value":3.8},"high":{"value":4.8}}]}
            """;

    private Fixtures() {}

    /** FHIR R4 itself. */
    public static Definitions core() {
        return new Definitions(List.of(new CorePackage()));
    }

    /** FHIR R4 and UK Core; R4 alone, said loudly, where the package is not at hand. */
    static Definitions ukCore() throws IOException {
        List<Definitions.Source> sources = new ArrayList<>();
        sources.add(new CorePackage());
        if (Files.exists(UK_CORE)) {
            sources.add(PackageReader.read(UK_CORE));
        } else {
            System.out.println("NOT RUN: the tests against UK Core (no " + UK_CORE + " here)");
        }
        return new Definitions(sources);
    }

    static boolean hasUkCore() {
        return Files.exists(UK_CORE);
    }

    /** What an inspector finds in a text. */
    static Report inspect(Inspector inspector, String json, String... profiles) {
        return inspector.inspect(
                new JsonReader().read(json.getBytes(StandardCharsets.UTF_8)),
                List.of(profiles),
                NOW);
    }

    /** Rules that a report names as broken. */
    static List<String> errors(Report report) {
        return report.findings().stream()
                .filter(finding -> finding.level() == Finding.Level.ERROR)
                .map(Finding::rule)
                .toList();
    }
}

package org.parley.conformance.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;

/** Every definition of R4 is found by its address, without the package's index. */
final class CorePackageTest {
    private final CorePackage core = new CorePackage();

    @Test
    void everyFileOfTheIndexIsNamedAsWeThink() throws IOException {
        Json.Items files = index().items("files");
        Set<String> seen = new HashSet<>(); // the first of two with one address counts
        for (Json.Members file : Extended.objects(files)) {
            String url = file.text("url");
            String kind = String.valueOf(file.text("resourceType"));
            if (url != null && seen.add(kind + " " + url)) {
                assertThat(core.fileOf(kind, url)).isEqualTo(file.text("filename"));
            }
        }
        assertThat(seen).hasSizeGreaterThan(9_000);
    }

    @Test
    void whatIsThereIsFoundAndNothingElse() {
        String patient = "http://hl7.org/fhir/StructureDefinition/Patient";
        assertThat(core.find("StructureDefinition", patient, "")).isNotNull();
        assertThat(
                        core.find(
                                "CodeSystem",
                                "http://terminology.hl7.org/CodeSystem/admit-source",
                                ""))
                .isNotNull();
        assertThat(core.find("ValueSet", patient, "")).isNull();
        assertThat(core.find("StructureDefinition", "https://northmoor.example/Patient", ""))
                .isNull();
        assertThat(core.find("StructureDefinition", "http://hl7.org/fhir/../../Patient.json", ""))
                .isNull();
        assertThat(core.find("StructureDefinition", "", "")).isNull();
        assertThat(core.find("../StructureDefinition", patient, "")).isNull();
    }

    private static Json.Members index() throws IOException {
        try (InputStream in =
                CorePackage.class.getResourceAsStream("/hl7/fhir/core/package/.index.json")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            JsonReading.Read read = (JsonReading.Read) new JsonReader().read(bytes);
            return (Json.Members) read.root();
        }
    }
}

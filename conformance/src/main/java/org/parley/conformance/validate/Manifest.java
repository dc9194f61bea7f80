package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.wire.fhir.Json;

/**
 * What a package says of itself.
 *
 * @param name such as uk.core.r4
 * @param version such as 2.1.0; empty when it says none
 * @param fhir versions of FHIR that it is for; empty when it says none
 * @param needs versions of other packages, by name
 */
public record Manifest(String name, String version, List<String> fhir, Map<String, String> needs) {
    public Manifest {
        fhir = List.copyOf(fhir);
        needs = Map.copyOf(needs);
    }

    /** Of what has a name only. */
    static Manifest named(String name) {
        return new Manifest(name, "", List.of(), Map.of());
    }

    static Manifest of(Json.Members from) {
        List<String> fhir = new ArrayList<>(ElementReader.texts(from.items("fhirVersions")));
        fhir.addAll(ElementReader.texts(from.items("fhir-version-list"))); // before 2019
        Map<String, String> needs = new LinkedHashMap<>();
        Json.Members others = from.members("dependencies");
        if (others != null) {
            for (int i = 0; i < others.size(); i++) {
                if (others.value(i) instanceof Json.Text version) {
                    needs.put(others.name(i), version.value());
                }
            }
        }
        return new Manifest(text(from, "name"), text(from, "version"), fhir, needs);
    }

    private static String text(Json.Members from, String name) {
        String text = from.text(name);
        return text == null ? "" : text;
    }

    /** Whether it is for FHIR STU3; what does not say what it is for is for R4. */
    boolean stu3() {
        List<String> said = new ArrayList<>(fhir);
        needs.forEach((name, version) -> {
            if (name.equals("hl7.fhir.core") || name.equals("hl7.fhir.r3.core")) {
                said.add(version);
            }
        });
        return !said.isEmpty() && said.stream().allMatch(one -> one.startsWith("3.0"));
    }

    /** Name and version, as findings show them. */
    String title() {
        return (name + " " + version).strip();
    }
}

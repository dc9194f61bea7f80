package org.parley.wire.fhirpath;

import java.util.List;

/** The named values of the environment. */
final class Variables {
    private Variables() {}

    static Expr of(String name) {
        if (name.startsWith("vs-")) {
            return text("http://hl7.org/fhir/ValueSet/" + name.substring(3));
        }
        if (name.startsWith("ext-")) {
            return text("http://hl7.org/fhir/StructureDefinition/" + name.substring(4));
        }
        return switch (name) {
            case "resource" -> (scope, input) -> List.of(scope.world().resource());
            case "rootResource" -> (scope, input) -> List.of(scope.world().root());
            case "context" -> (scope, input) -> scope.world().context();
            case "sct" -> text("http://snomed.info/sct");
            case "loinc" -> text("http://loinc.org");
            case "ucum" -> text("http://unitsofmeasure.org");
            default ->
                    (scope, input) -> {
                        List<Item> found = scope.world().variables().get(name);
                        if (found == null) {
                            throw new FhirPathException("there is no variable of that name");
                        }
                        return found;
                    };
        };
    }

    private static Expr text(String value) {
        List<Item> one = Values.text(value);
        return (scope, input) -> one;
    }
}

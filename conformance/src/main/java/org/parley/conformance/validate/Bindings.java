package org.parley.conformance.validate;

import org.parley.wire.fhir.Json;

/** Checks coded values against the value sets that they are bound to. */
final class Bindings {

    private Bindings() {}

    static void check(Run run, Shape.Value check, Element.Binding binding, Json json) {
        boolean required = binding.strength().equals("required");
        boolean extensible = binding.strength().equals("extensible");
        if ((!required && !extensible) || binding.valueSet().isEmpty()) {
            return;
        }
        String set = binding.valueSet();
        if (json instanceof Json.Members members) {
            boolean concept = check.type().equals("CodeableConcept");
            if (concept && members.items("coding").size() == 0) {
                if (required) {
                    run.error(
                            "binding",
                            check.profile(),
                            "A text stands where a code from " + name(set) + " is due.",
                            "Send a coding from the value set.");
                }
                return;
            }
            if (!concept && members.text("code") == null) {
                if (required && check.type().equals("Coding") && members.text("system") != null) {
                    run.error(
                            "binding",
                            check.profile(),
                            "A code from " + name(set) + " is due.",
                            "Send a code from the value set.");
                }
                return;
            }
        }
        switch (run.program.codes().has(set, json, check.type())) {
            case YES -> {}
            case NO -> {
                if (required) {
                    run.error(
                            "binding",
                            check.profile(),
                            "The code is not in the value set " + name(set) + ".",
                            "Send a code from the value set; map local codes.");
                } else {
                    run.warn(
                            "binding",
                            check.profile(),
                            "The code is not in the value set "
                                    + name(set)
                                    + ", which should be used where it has a fitting code.",
                            "Send a code from the value set if one fits.");
                }
            }
            case UNKNOWN ->
                    run.undecided(
                            "binding",
                            check.profile(),
                            "It cannot be decided here whether the code is in " + name(set) + ".",
                            "Give a package or a terminology server that has the codes.");
        }
    }

    private static String name(String valueSet) {
        return valueSet.substring(valueSet.lastIndexOf('/') + 1);
    }
}

package org.parley.engine.config;

import java.util.Optional;
import org.parley.engine.map.fhir.back.FhirConditions;
import org.parley.engine.plan.Condition;
import org.parley.engine.route.Conditions;

/** A condition's text becomes a condition, or a lint at the very character. */
record ConditionText(Lints lints) {

    /** The condition of a key; always true when the key is absent. */
    Optional<Condition> compile(Optional<String> text, Written written, String key) {
        if (text.isEmpty()) {
            return Optional.of(Condition.always());
        }
        return switch (Conditions.parse(text.get())) {
            case Conditions.Parse.Ok ok -> {
                for (Conditions.Parse.Wrong doubt : ok.condition().doubts()) {
                    lints.warn(
                            written.inside(key, doubt.at()),
                            "PAR-3043",
                            "This can hardly be meant: " + sentence(doubt.reason()),
                            "Look the field up in the standard, or in a message.");
                }
                yield Optional.of(ok.condition());
            }
            case Conditions.Parse.Wrong wrong -> {
                lints.error(
                        written.inside(key, wrong.at()),
                        "PAR-3024",
                        "This condition cannot be understood: " + sentence(wrong.reason()),
                        "Write for example: MSH-9.2 in (A01, A02) and PV1-3.1 valued");
                yield Optional.empty();
            }
        };
    }

    /** The same about content of FHIR. */
    Optional<Condition> fhir(Optional<String> text, Written written, String key) {
        if (text.isEmpty()) {
            return Optional.of(Condition.always());
        }
        return switch (FhirConditions.parse(text.get())) {
            case FhirConditions.Parse.Ok ok -> Optional.of(ok.condition());
            case FhirConditions.Parse.No(String reason) -> {
                lints.error(
                        written.inside(key, 0),
                        "PAR-3024",
                        "This condition cannot be understood: " + sentence(reason),
                        "Write for example: Appointment.status in (booked, cancelled)");
                yield Optional.empty();
            }
        };
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") || reason.endsWith("?") ? reason : reason + ".";
    }
}

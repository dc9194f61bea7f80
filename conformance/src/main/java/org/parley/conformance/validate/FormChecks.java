package org.parley.conformance.validate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.parley.wire.fhir.Json;

/** What must hold within a Questionnaire, which no invariant of FHIR says. */
final class FormChecks {
    private static final String PROFILE =
            "http://hl7.org/fhir/StructureDefinition/Questionnaire|4.0.1";

    private final Run run;
    private final Set<String> linkIds = new HashSet<>();

    private FormChecks(Run run) {
        this.run = run;
    }

    static void check(Run run, Json.Members form) {
        FormChecks checks = new FormChecks(run);
        checks.collect(form, 0);
        checks.items(form, 0);
    }

    private void collect(Json.Members holder, int depth) {
        for (Json.Members item : Extended.objects(holder.items("item"))) {
            linkIds.add(ResponseChecks.text(item, "linkId"));
            if (depth < ObjectChecks.MAX_DEPTH) {
                collect(item, depth + 1);
            }
        }
    }

    private void items(Json.Members holder, int depth) {
        Json.Items items = holder.items("item");
        for (int i = 0; i < items.size() && depth < ObjectChecks.MAX_DEPTH; i++) {
            if (items.value(i) instanceof Json.Members item) {
                run.place.push("item", i);
                conditions(item);
                items(item, depth + 1);
                run.place.pop();
            }
        }
    }

    private void conditions(Json.Members item) {
        List<Json.Members> conditions = Extended.objects(item.items("enableWhen"));
        if (conditions.size() > 1 && item.get("enableBehavior") == null) {
            error("There is more than one condition, and it is not said whether all must hold.");
        }
        for (Json.Members condition : conditions) {
            String question = condition.text("question");
            if (question == null) {
                continue;
            }
            if (!linkIds.contains(question)) {
                error("A condition asks for an item that the form does not have.");
            } else if (question.equals(item.text("linkId")) || within(item, question, 0)) {
                error("A condition asks for the item itself or for one inside it.");
            }
        }
    }

    private static boolean within(Json.Members item, String linkId, int depth) {
        for (Json.Members inside : Extended.objects(item.items("item"))) {
            if (linkId.equals(inside.text("linkId"))
                    || (depth < ObjectChecks.MAX_DEPTH && within(inside, linkId, depth + 1))) {
                return true;
            }
        }
        return false;
    }

    private void error(String text) {
        run.error("questionnaire", PROFILE, text, "Mend the condition (enableWhen).");
    }
}

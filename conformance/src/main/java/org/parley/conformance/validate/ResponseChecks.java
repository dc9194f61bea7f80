package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Checks a QuestionnaireResponse against the Questionnaire that it answers. */
final class ResponseChecks {
    static final String PROFILE =
            "http://hl7.org/fhir/StructureDefinition/QuestionnaireResponse|4.0.1";

    private static final String RULE = "questionnaire";

    private final Run run;
    private final AnswerChecks answers;
    private final Enabling enabling;
    private final Set<String> linkIds;
    private final boolean unfinished;

    private ResponseChecks(Run run, Json.Members form, Json.Members response) {
        this.run = run;
        answers = new AnswerChecks(run, form);
        enabling = new Enabling(run);
        linkIds = new HashSet<>();
        collect(form, 0);
        unfinished = "in-progress".equals(response.text("status"));
    }

    static void check(Run run, Json.Members response) {
        String canonical = response.text("questionnaire");
        if (canonical == null) {
            return;
        }
        Json.Members form =
                canonical.startsWith("#")
                        ? run.references.find(canonical, run.root())
                        : run.program.definitions().find("Questionnaire", canonical).orElse(null);
        run.place.push(RULE, -1);
        if (form == null && run.program.definitions().elsewhere("Questionnaire", canonical)) {
            run.error(
                    RULE,
                    PROFILE,
                    "The address means another kind of resource, not a Questionnaire.",
                    "State the address of the Questionnaire that is answered.");
        } else if (form == null) {
            run.undecided(
                    RULE,
                    PROFILE,
                    "The Questionnaire is not at hand, so the answers are not checked by it.",
                    "Give the package that has it.");
        }
        run.place.pop();
        if (form != null) {
            new ResponseChecks(run, form, response)
                    .items(form.items("item"), response, List.of(response));
        }
    }

    private void collect(Json.Members holder, int depth) {
        for (Json.Members item : Extended.objects(holder.items("item"))) {
            linkIds.add(String.valueOf(item.text("linkId")));
            if (depth < ObjectChecks.MAX_DEPTH) {
                collect(item, depth + 1);
            }
        }
    }

    /** The items of a response, of a group or of an answer; scopes from the nearest outwards. */
    private void items(Json.Items asked, Json.Members holder, List<Json.Members> scopes) {
        if (run.place.depth() > ObjectChecks.MAX_DEPTH) {
            return; // the structure has told it already
        }
        Map<String, List<Integer>> given = new HashMap<>();
        Json.Items items = holder.items("item");
        for (int i = 0; i < items.size(); i++) {
            if (items.value(i) instanceof Json.Members item && item.text("linkId") != null) {
                given.computeIfAbsent(String.valueOf(item.text("linkId")), k -> new ArrayList<>())
                        .add(i);
            }
        }
        int last = -1;
        for (Json.Members question : Extended.objects(asked)) {
            List<Integer> at = given.remove(String.valueOf(question.text("linkId")));
            if (at == null) {
                absent(question, scopes);
                continue;
            }
            if (at.getFirst() < last) {
                at(at.getFirst(), () -> error("The item stands out of the form's order."));
            }
            last = Math.max(last, at.getFirst());
            present(question, at, items, scopes);
        }
        given.values().forEach(at -> at(at.getFirst(), () -> stray(items, at.getFirst())));
    }

    private void stray(Json.Items items, int at) {
        String linkId = items.value(at) instanceof Json.Members item ? item.text("linkId") : null;
        error(
                linkIds.contains(String.valueOf(linkId))
                        ? "The form asks this item elsewhere, not here."
                        : "The form has no item of this linkId.");
    }

    private void absent(Json.Members question, List<Json.Members> scopes) {
        boolean required =
                Extended.yes(question, "required")
                        || Extended.whole(
                                        Extended.value(
                                                question,
                                                Extended.CORE + "questionnaire-minOccurs"))
                                > 0;
        if (!required || unfinished || "display".equals(question.text("type"))) {
            return;
        }
        switch (enabling.enabled(question, scopes)) {
            case YES -> error("A required item of the form is not answered: " + name(question));
            case UNKNOWN ->
                    run.undecided(
                            RULE,
                            PROFILE,
                            "It cannot be decided here whether an item is due: " + name(question),
                            "Look at the condition of the item in the form.");
            case NO -> {}
        }
    }

    private static String name(Json.Members question) {
        return "linkId " + question.text("linkId") + ".";
    }

    private void present(
            Json.Members question, List<Integer> at, Json.Items items, List<Json.Members> scopes) {
        boolean enabled = enabling.enabled(question, scopes) != Answer.NO;
        boolean group = "group".equals(question.text("type"));
        boolean repeats = Extended.yes(question, "repeats");
        if (at.size() > 1 && !(group && repeats)) {
            at(at.getLast(), () -> error("The item stands more than once."));
        }
        if (group) {
            occurs(question, at.size(), at.getFirst());
        }
        for (int i : at) {
            if (items.value(i) instanceof Json.Members item) {
                at(i, () -> one(question, item, enabled, scopes));
            }
        }
    }

    private void one(
            Json.Members question, Json.Members item, boolean enabled, List<Json.Members> scopes) {
        boolean answered = item.items("answer").size() > 0;
        boolean nested = item.items("item").size() > 0;
        if (!enabled) {
            if (answered || nested) {
                error("The item is answered, though its condition in the form does not hold.");
            }
            return;
        }
        switch (String.valueOf(question.text("type"))) {
            case "display" -> {
                if (answered || nested) {
                    error("A text of the form that asks nothing is answered.");
                }
            }
            case "question" -> {
                if (answered) {
                    error("An item of the abstract type question is answered.");
                }
            }
            case "group" -> {
                if (answered) {
                    error("A group has an answer; only its items are answered.");
                }
                if (!nested && !unfinished && Extended.yes(question, "required")) {
                    error("A required group is empty.");
                }
                items(question.items("item"), item, inside(item, scopes));
            }
            default -> question(question, item, scopes);
        }
    }

    private void question(Json.Members question, Json.Members item, List<Json.Members> scopes) {
        List<Json.Members> given = Extended.objects(item.items("answer"));
        if (given.isEmpty() && !unfinished && Extended.yes(question, "required")) {
            error("A required item of the form has no answer.");
        }
        if (given.size() > 1 && !Extended.yes(question, "repeats")) {
            error("The form wants one answer, and there are more.");
        }
        occurs(question, given.size(), -1);
        answers.all(question, given);
        for (int i = 0; i < given.size(); i++) {
            Json.Members answer = given.get(i);
            run.place.push("answer", i);
            answers.one(question, answer);
            items(question.items("item"), answer, inside(answer, inside(item, scopes)));
            run.place.pop();
        }
        if (item.get("item") != null) {
            items(question.items("item"), item, inside(item, scopes));
        }
    }

    private void occurs(Json.Members question, int count, int index) {
        int least =
                Extended.whole(Extended.value(question, Extended.CORE + "questionnaire-minOccurs"));
        int most =
                Extended.whole(Extended.value(question, Extended.CORE + "questionnaire-maxOccurs"));
        if (least >= 0 && count < least && !unfinished) {
            at(index, () -> error("There are " + count + ", the form wants at least " + least));
        }
        if (most >= 0 && count > most) {
            at(index, () -> error("There are " + count + ", the form wants at most " + most));
        }
    }

    private static List<Json.Members> inside(Json.Members item, List<Json.Members> scopes) {
        List<Json.Members> all = new ArrayList<>(scopes.size() + 1);
        all.add(item);
        all.addAll(scopes);
        return all;
    }

    private void at(int index, Runnable check) {
        if (index >= 0) {
            run.place.push("item", index);
        }
        check.run();
        if (index >= 0) {
            run.place.pop();
        }
    }

    private void error(String text) {
        error(run, text);
    }

    static void error(Run run, String text) {
        run.error(
                RULE,
                PROFILE,
                text.endsWith(".") ? text : text + ".",
                "Answer as the Questionnaire asks.");
    }

    /** The text of a member, empty when there is none. */
    static String text(Json.@Nullable Members from, String name) {
        String text = from == null ? null : from.text(name);
        return text == null ? "" : text;
    }
}

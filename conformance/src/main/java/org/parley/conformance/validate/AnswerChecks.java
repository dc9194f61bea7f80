package org.parley.conformance.validate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Checks answers by the type, the options and the value set of the item that asks. */
final class AnswerChecks {
    /** Most comparisons of an answer with an option in one response. */
    private static final int MAX_STEPS = 1_000_000;

    private static final Map<String, String> BY_TYPE =
            Map.ofEntries(
                    Map.entry("boolean", "valueBoolean"),
                    Map.entry("decimal", "valueDecimal"),
                    Map.entry("integer", "valueInteger"),
                    Map.entry("date", "valueDate"),
                    Map.entry("dateTime", "valueDateTime"),
                    Map.entry("time", "valueTime"),
                    Map.entry("string", "valueString"),
                    Map.entry("text", "valueString"),
                    Map.entry("url", "valueUri"),
                    Map.entry("choice", "valueCoding"),
                    Map.entry("open-choice", "valueCoding"),
                    Map.entry("attachment", "valueAttachment"),
                    Map.entry("reference", "valueReference"),
                    Map.entry("quantity", "valueQuantity"));

    private final Run run;
    private final Json.Members form;
    private final AnswerLimits limits;
    private final Map<String, Optional<ValueSets.Compiled>> contained = new HashMap<>();
    private int steps;

    AnswerChecks(Run run, Json.Members form) {
        this.run = run;
        this.form = form;
        limits = new AnswerLimits(run);
    }

    /** What holds for all answers to an item together. */
    void all(Json.Members question, List<Json.Members> answers) {
        if (answers.size() < 2) {
            return;
        }
        for (Json.Members option : Extended.objects(question.items("answerOption"))) {
            boolean exclusive =
                    Extended.value(option, Extended.CORE + "questionnaire-optionExclusive")
                                    instanceof Json.Bool bool
                            && bool.value();
            Json value = exclusive ? Extended.value(option) : null;
            for (Json.Members answer : answers) {
                Json given = Extended.value(answer);
                if (value != null && given != null && counted() && Enabling.same(given, value)) {
                    ResponseChecks.error(run, "An option that excludes all others is not alone.");
                    return;
                }
            }
        }
    }

    /** Checks one answer. */
    void one(Json.Members question, Json.Members answer) {
        String name = Extended.valueName(answer);
        Json value = name == null ? null : answer.get(name);
        if (name == null || value == null) {
            return;
        }
        run.place.push(name, -1);
        Set<String> allowed = allowed(question);
        if (!allowed.isEmpty() && !allowed.contains(name)) {
            ResponseChecks.error(
                    run,
                    "The answer has another type than the item "
                            + ResponseChecks.text(question, "type")
                            + " wants.");
        } else {
            boolean free = name.equals("valueString") && open(question);
            if (!free) {
                options(question, name, value);
                valueSet(question, value);
            }
            limits.check(question, name, value);
        }
        run.place.pop();
    }

    private static boolean open(Json.Members question) {
        return "open-choice".equals(question.text("type"));
    }

    private static Set<String> allowed(Json.Members question) {
        String type = ResponseChecks.text(question, "type");
        String plain = BY_TYPE.get(type);
        Set<String> allowed = new HashSet<>();
        if (plain != null) {
            allowed.add(plain);
        }
        boolean nothingSaid =
                type.equals("choice")
                        && question.get("answerOption") == null
                        && question.get("answerValueSet") == null;
        if (open(question) || nothingSaid) {
            allowed.add("valueString");
        }
        if (type.endsWith("choice")) {
            for (Json.Members option : Extended.objects(question.items("answerOption"))) {
                String name = Extended.valueName(option);
                if (name != null) {
                    allowed.add(name);
                }
            }
        }
        return allowed;
    }

    private void options(Json.Members question, String name, Json value) {
        List<Json.Members> options = Extended.objects(question.items("answerOption"));
        if (options.isEmpty()) {
            return;
        }
        for (Json.Members option : options) {
            Json one = option.get(name);
            if (!counted() || (one != null && Enabling.same(value, one))) {
                return;
            }
        }
        ResponseChecks.error(run, "The answer is none of the options of the form.");
    }

    private boolean counted() {
        if (++steps == MAX_STEPS) {
            run.undecided(
                    "questionnaire",
                    ResponseChecks.PROFILE,
                    "There are too many answers and options to compare.",
                    "Look for damage.");
        }
        return steps < MAX_STEPS;
    }

    private void valueSet(Json.Members question, Json value) {
        String set = question.text("answerValueSet");
        if (set == null) {
            return;
        }
        Answer in =
                set.startsWith("#")
                        ? inContained(set.substring(1), value)
                        : run.program.codes().has(set, value, "Coding");
        if (in == Answer.NO) {
            ResponseChecks.error(run, "The answer is not in the value set of the form.");
        } else if (in == Answer.UNKNOWN) {
            run.undecided(
                    "binding",
                    ResponseChecks.PROFILE,
                    "It cannot be decided here whether the answer is in the form's value set.",
                    "Give a package or a terminology server that has the codes.");
        }
    }

    private Answer inContained(String id, Json value) {
        ValueSets sets = run.program.codes().valueSets();
        Optional<ValueSets.Compiled> set =
                contained.computeIfAbsent(id, k -> Optional.ofNullable(find(k)).map(sets::compile));
        return set.map(s -> run.program.codes().has(s, value)).orElse(Answer.UNKNOWN);
    }

    private Json.@Nullable Members find(String id) {
        for (Json.Members one : Extended.objects(form.items("contained"))) {
            if (id.equals(one.text("id"))) {
                return one;
            }
        }
        return null;
    }
}

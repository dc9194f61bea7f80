package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.FhirPath;
import org.parley.wire.fhirpath.FhirPathException;
import org.parley.wire.fhirpath.Temporal;

/** Whether an item of a form is due, by the answers to other items. */
final class Enabling {
    /** Most items that are looked at for the conditions of one response. */
    static final int MAX_STEPS = 1_000_000;

    private static final String EXPRESSION =
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";

    private final Run run;
    private int steps;

    Enabling(Run run) {
        this.run = run;
    }

    Answer enabled(Json.Members question, List<Json.Members> scopes) {
        Answer by = expression(question);
        List<Json.Members> conditions = Extended.objects(question.items("enableWhen"));
        if (conditions.isEmpty()) {
            return by;
        }
        boolean all = "all".equals(question.text("enableBehavior"));
        Answer holds = Answer.of(all);
        for (Json.Members condition : conditions) {
            Answer one = holds(condition, scopes);
            holds = all ? holds.and(one) : holds.or(one);
        }
        return holds.and(by);
    }

    private Answer expression(Json.Members question) {
        if (!(Extended.value(question, EXPRESSION) instanceof Json.Members value)) {
            return Answer.YES;
        }
        String text = value.text("expression");
        FhirPath path =
                text == null || !"text/fhirpath".equals(value.text("language"))
                        ? null
                        : run.program.compiler().path(text);
        if (path == null) {
            return Answer.UNKNOWN;
        }
        try {
            Boolean holds = path.holds(run.resource(), run.around());
            return holds == null ? Answer.UNKNOWN : Answer.of(holds);
        } catch (FhirPathException cannot) {
            return Answer.UNKNOWN;
        }
    }

    private Answer holds(Json.Members condition, List<Json.Members> scopes) {
        String linkId = ResponseChecks.text(condition, "question");
        List<Json> answers = new ArrayList<>();
        boolean found = false;
        for (int i = 0; i < scopes.size() && !found; i++) {
            found = find(scopes.get(i), linkId, answers, 0);
        }
        if (steps > MAX_STEPS) {
            return Answer.UNKNOWN;
        }
        Json wanted = null;
        for (int i = 0; i < condition.size(); i++) {
            if (condition.name(i).startsWith("answer")) {
                wanted = condition.value(i);
            }
        }
        String operator = ResponseChecks.text(condition, "operator");
        if (operator.equals("exists")) {
            return Answer.of(wanted instanceof Json.Bool bool && bool.value() != answers.isEmpty());
        }
        Answer any = Answer.NO;
        for (Json answer : answers) {
            any = wanted == null ? Answer.UNKNOWN : any.or(compares(answer, operator, wanted));
        }
        return any;
    }

    /** Collects the answers to an item beneath this one; says whether the item is there. */
    private boolean find(Json.Members in, String linkId, List<Json> answers, int depth) {
        if (depth > ObjectChecks.MAX_DEPTH) {
            return false;
        }
        boolean found = false;
        for (Json.Members item : Extended.objects(in.items("item"))) {
            if (++steps > MAX_STEPS) {
                return true;
            }
            List<Json.Members> given = Extended.objects(item.items("answer"));
            if (linkId.equals(item.text("linkId"))) {
                found = true;
                for (Json.Members one : given) {
                    Json value = Extended.value(one);
                    if (value != null) {
                        answers.add(value);
                    }
                }
            }
            found |= find(item, linkId, answers, depth + 1);
            for (Json.Members one : given) {
                found |= find(one, linkId, answers, depth + 1);
            }
        }
        return found;
    }

    private Answer compares(Json answer, String operator, Json wanted) {
        return switch (operator) {
            case "=" -> Answer.of(same(answer, wanted));
            case "!=" -> Answer.of(!same(answer, wanted));
            case ">", "<", ">=", "<=" -> {
                Integer order = order(run, answer, wanted);
                yield order == null
                        ? Answer.UNKNOWN
                        : Answer.of(
                                (operator.startsWith(">") && order > 0)
                                        || (operator.startsWith("<") && order < 0)
                                        || (operator.endsWith("=") && order == 0));
            }
            default -> Answer.UNKNOWN;
        };
    }

    /** Whether two values of answers mean the same. */
    static boolean same(Json a, Json b) {
        if (a instanceof Json.Members one && b instanceof Json.Members other) {
            for (String name : List.of("system", "code", "value", "reference")) {
                Json left = one.get(name);
                Json right = other.get(name);
                if (left == null ? right != null : right == null || !Fixed.same(left, right)) {
                    return false;
                }
            }
            return true;
        }
        return Fixed.same(b, a);
    }

    /** Which of two values is greater; null when they do not compare. */
    static @Nullable Integer order(Run run, Json a, Json b) {
        if (a instanceof Json.Num left && b instanceof Json.Num right) {
            return Fixed.compare(left, right);
        }
        if (a instanceof Json.Text left && b instanceof Json.Text right) {
            return moments(left.value(), right.value());
        }
        return a instanceof Json.Members left && b instanceof Json.Members right
                ? run.program.units().compare(left, right)
                : null;
    }

    private static @Nullable Integer moments(String a, String b) {
        Temporal left = Temporal.read(a);
        Temporal right = Temporal.read(b);
        if (left == null || right == null) {
            left = Temporal.readTime(a);
            right = Temporal.readTime(b);
        }
        return left == null || right == null ? null : left.compare(right);
    }
}

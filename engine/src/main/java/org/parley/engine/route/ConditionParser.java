package org.parley.engine.route;

import java.util.ArrayList;
import java.util.List;
import org.parley.engine.route.Conditions.PathUse;

/** Reads a condition top down: or, and, not, parentheses; {@link Comparisons} reads the rest. */
final class ConditionParser {
    private final Scanner in;
    private final Comparisons comparisons;

    ConditionParser(String text) {
        this.in = new Scanner(text);
        this.comparisons = new Comparisons(in);
    }

    /** Every path read, in the order of the text. */
    List<PathUse> reads() {
        return comparisons.reads();
    }

    Clause whole() throws Mistake {
        in.take("if");
        if (in.ended()) {
            throw new Mistake("There is no condition here.", in.position());
        }
        Clause clause = or(0);
        if (!in.ended()) {
            throw new Mistake(notTheEnd(), in.position());
        }
        return clause;
    }

    private String notTheEnd() {
        return in.next() == ')'
                ? "This ) closes nothing."
                : "Expected and, or, or the end here; a text of several words needs quotes.";
    }

    private Clause or(int depth) throws Mistake {
        List<Clause> parts = new ArrayList<>();
        do {
            parts.add(and(depth));
        } while (in.take("or"));
        return parts.size() == 1 ? parts.getFirst() : new Clause.Or(parts);
    }

    private Clause and(int depth) throws Mistake {
        List<Clause> parts = new ArrayList<>();
        do {
            parts.add(negated(depth));
        } while (in.take("and"));
        return parts.size() == 1 ? parts.getFirst() : new Clause.And(parts);
    }

    private Clause negated(int depth) throws Mistake {
        int start = in.position();
        if (depth >= Conditions.MAX_DEPTH) {
            throw new Mistake(
                    "More than " + Conditions.MAX_DEPTH + " levels of not and parentheses.", start);
        }
        if (in.take("not")) {
            return new Clause.Not(negated(depth + 1));
        }
        return in.take('(') ? parenthesis(start, depth + 1) : comparisons.comparison();
    }

    private Clause parenthesis(int start, int depth) throws Mistake {
        Clause inner = or(depth);
        if (in.ended()) {
            throw new Mistake("This ( is never closed.", start);
        }
        if (!in.take(')')) {
            throw new Mistake(
                    "Expected and, or, or ) here; a text of several words needs quotes.",
                    in.position());
        }
        return inner;
    }
}

package org.parley.engine.map.fhir;

import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;
import org.parley.engine.route.Conditions;

/**
 * The condition of a row. Immutable.
 *
 * @param condition null when the row has none
 */
record When(Conditions.@Nullable Compiled condition) {
    static final When ALWAYS = new When(null);

    /** Reads a cell; no text is no condition. */
    static When read(String text, Table.Line line, Mistakes mistakes) {
        if (text.isEmpty()) {
            return ALWAYS;
        }
        return switch (Conditions.parse(text)) {
            case Conditions.Parse.Ok(Conditions.Compiled condition) -> {
                condition.doubts().forEach(doubt -> wrong(doubt, line, mistakes));
                yield new When(condition);
            }
            case Conditions.Parse.Wrong wrong -> {
                wrong(wrong, line, mistakes);
                yield ALWAYS;
            }
        };
    }

    private static void wrong(Conditions.Parse.Wrong wrong, Table.Line line, Mistakes mistakes) {
        mistakes.add(
                line.site(),
                line.at("when"),
                "PAR-4107",
                "At character " + (wrong.at() + 1) + " of the condition: " + wrong.reason(),
                "Mend the condition; docs/guide/conditions.md has every form.");
    }

    boolean holds(Places places) {
        return condition == null || condition.test(places.questions());
    }

    /** Bits of places of the base of which at least one must not be empty for it to hold. */
    long needs(Base base) {
        return condition == null ? 0 : condition.needs(base::bit);
    }

    /** Bits of places of the base of which at least one must itself have parts. */
    long needsWithin(Base base) {
        return condition == null ? 0 : condition.needs(base::within);
    }
}

package org.parley.engine.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value of one text.
 *
 * @param noun what it is, with its article
 * @param choices the words allowed, when they can be counted
 * @param pattern a regular expression for editors, looser than {@code parse}; empty for none
 * @param parse its meaning, or empty when it has none
 */
record Scalar<T>(
        String noun,
        String example,
        List<String> choices,
        String pattern,
        Function<String, Optional<T>> parse)
        implements Form<T> {

    /** Characters of a wrong value that a lint repeats. */
    private static final int QUOTED = 60;

    private static final String REFERENCE = "\\$\\{";

    @Override
    public Optional<T> read(Tree tree, Lints lints) {
        if (!(tree instanceof Tree.Text text)) {
            return wrongShape(tree, lints);
        }
        if (text.missing()) {
            lints.error(
                    text.place(),
                    "PAR-3006",
                    "A value is missing; " + noun + " is due.",
                    "Write for example: " + example);
            return Optional.empty();
        }
        if (text.unresolved()) {
            lints.consequence();
            return Optional.empty();
        }
        if (text.value().length() > Forms.MAX_TEXT) {
            lints.error(
                    text.place(),
                    "PAR-3002",
                    "This value has more than 10,000 characters.",
                    "Write less, or put it into a file of its own.");
            return Optional.empty();
        }
        Optional<T> value = parse.apply(text.value());
        if (value.isEmpty()) {
            lints.error(text.place(), "PAR-3007", wrong(text), "Write for example: " + example);
        }
        return value;
    }

    private String wrong(Tree.Text text) {
        String said = "\"" + shortened(text.value()) + "\"";
        String from = text.written().map(w -> " (from " + shortened(w) + ")").orElse("");
        return said + (from + " is not " + noun + ".") + Suggestion.question(text.value(), choices);
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…";
    }

    @Override
    public Json schema() {
        var schema = Json.object().with("description", noun);
        if (!choices.isEmpty()) {
            Json words = Json.object().with("enum", Json.strings(choices));
            Json reference = Json.object().with("type", "string").with("pattern", REFERENCE);
            return schema.with("anyOf", new Json.Array(List.of(words, reference)));
        }
        // An editor reads 6001 as a number and yes as a boolean; here every scalar is text.
        schema = schema.with("type", Json.strings(List.of("string", "number", "boolean")));
        return pattern.isEmpty()
                ? schema
                : schema.with("pattern", "(" + pattern + ")|(" + REFERENCE + ")");
    }
}

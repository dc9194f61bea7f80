package org.parley.engine.config;

import java.util.List;
import java.util.Optional;

/**
 * How a value is written: reads it, says what it is, gives its JSON Schema.
 *
 * @param <T> what it becomes
 */
interface Form<T> {
    /** Reads; empty when anything was wrong, and then at least one error was reported. */
    Optional<T> read(Tree tree, Lints lints);

    /** What it is, for the guide and for lints: {@code a duration}. */
    String noun();

    /** A value in this form, as YAML in a line. */
    String example();

    /** JSON Schema for it. */
    Json schema();

    /** The tables inside it, which the guide describes apart. */
    default List<Spec<?>> specs() {
        return List.of();
    }

    /** Reports that the shape is another: a list where a text is due, and so on. */
    default <X> Optional<X> wrongShape(Tree tree, Lints lints) {
        String is =
                switch (tree) {
                    case Tree.Text ignored -> "a text";
                    case Tree.Items ignored -> "a list";
                    case Tree.Table ignored -> "a table of keys";
                };
        lints.error(
                tree.place(),
                "PAR-3009",
                "Here stands " + is + ", but " + noun() + " is due.",
                "Write it like this: " + example());
        return Optional.empty();
    }
}

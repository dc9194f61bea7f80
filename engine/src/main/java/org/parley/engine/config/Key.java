package org.parley.engine.config;

import java.util.List;
import java.util.Optional;

/**
 * One key of a table.
 *
 * @param name as written
 * @param form of its value
 * @param required whether it must be there
 * @param fallback the value it has when it is not there, as it would be written
 * @param example a value, as YAML in a line
 * @param summary one sentence
 * @param <T> what it becomes
 */
record Key<T>(
        String name,
        Form<T> form,
        boolean required,
        Optional<String> fallback,
        String example,
        String summary) {

    /** A key that must be there. */
    static <T> Key<T> required(String name, Form<T> form, String example, String summary) {
        return new Key<>(name, form, true, Optional.empty(), example, summary);
    }

    /** A key that may be absent, and then means nothing. */
    static <T> Key<T> optional(String name, Form<T> form, String example, String summary) {
        return new Key<>(name, form, false, Optional.empty(), example, summary);
    }

    /** A key that may be absent, and then has a value. */
    static <T> Key<T> fallback(
            String name, Form<T> form, String fallback, String example, String summary) {
        return new Key<>(name, form, false, Optional.of(fallback), example, summary);
    }

    /** A list that may be absent, and then is empty. */
    static <T> Key<List<T>> list(String name, Form<T> item, String example, String summary) {
        return new Key<>(name, new ListForm<>(item), false, Optional.of("[]"), example, summary);
    }

    /** The value of an absent key that has a fallback. */
    Optional<T> absent() {
        return fallback.flatMap(text -> {
            Place nowhere = Place.top("(default)");
            Tree tree =
                    text.equals("[]")
                            ? new Tree.Items(nowhere, List.of())
                            : new Tree.Text(nowhere, text, true, Optional.empty());
            return form.read(tree, new Lints(""));
        });
    }
}

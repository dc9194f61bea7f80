package org.parley.engine.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one description of a kind of table: its keys, and what it becomes. Reading, lints, schema and
 * guide all come from it.
 *
 * @param name for the guide and the schema, unique
 * @param noun with its article, for lints
 * @param summary one or two sentences
 * @param keys in the order of the guide
 * @param build makes the record of values that are all right
 */
record Spec<T>(
        String name, String noun, String summary, List<Key<?>> keys, Function<Fields, T> build)
        implements Form<T> {
    /** Keys of one table, unknown ones included. */
    static final int MAX_KEYS = 1_000;

    Spec {
        keys = List.copyOf(keys);
    }

    @Override
    public Optional<T> read(Tree tree, Lints lints) {
        if (!(tree instanceof Tree.Table table)) {
            return wrongShape(tree, lints);
        }
        if (table.entries().size() > MAX_KEYS) {
            lints.error(
                    tree.place(),
                    "PAR-3002",
                    "This table has more than 1,000 keys.",
                    "Look at the indentation: what belongs elsewhere may have slipped in here.");
            return Optional.empty();
        }
        int before = lints.errors();
        Map<Key<?>, Object> values = new HashMap<>();
        for (Tree.Entry entry : table.entries()) {
            Optional<Key<?>> key = key(entry.key().value());
            if (key.isEmpty()) {
                unknown(entry, table, lints);
            } else if (entry.value() instanceof Tree.Text text && text.missing()) {
                noValue(entry, key.get(), lints);
            } else {
                key.get()
                        .form()
                        .read(entry.value(), lints)
                        .ifPresent(v -> values.put(key.get(), v));
            }
        }
        missing(table, lints);
        return lints.errors() == before
                ? Optional.of(build.apply(new Fields(values, Written.of(table))))
                : Optional.empty();
    }

    private Optional<Key<?>> key(String written) {
        for (Key<?> key : keys) {
            if (key.name().equals(written)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private void unknown(Tree.Entry entry, Tree.Table table, Lints lints) {
        String written = entry.key().value();
        if (cutAtComma(entry, table)) {
            lints.error(
                    entry.key().place(),
                    "PAR-3005",
                    "A comma inside braces ends a value, so \"" + written + "\" became a key.",
                    "Put quotes around the whole value before it.");
            return;
        }
        var known = keys.stream().map(Key::name).toList();
        Optional<String> near = Suggestion.nearest(written, known);
        lints.error(
                entry.key().place(),
                "PAR-3004",
                "There is no key \"%s\" in %s.".formatted(written, noun)
                        + near.map(k -> " Did you mean \"" + k + "\"?").orElse(""),
                near.map(k -> "Write \"" + k + "\", or take the key out.")
                        .orElse("Keys here are: " + String.join(", ", known) + "."));
    }

    /** In {@code { when: MSH-9.2 in (A01, A02) }} the second half reads as a key without value. */
    private static boolean cutAtComma(Tree.Entry entry, Tree.Table table) {
        int index = table.entries().indexOf(entry);
        return index > 0
                && entry.value() instanceof Tree.Text value
                && value.missing()
                && table.entries().get(index - 1).key().place().line() <= entry.key().place().line()
                && table.entries().stream()
                        .limit(index)
                        .anyMatch(e -> e.value() instanceof Tree.Text t && open(t));
    }

    private static boolean open(Tree.Text text) {
        return text.plain()
                && text.value().chars().filter(c -> c == '(').count()
                        > text.value().chars().filter(c -> c == ')').count();
    }

    private static void noValue(Tree.Entry entry, Key<?> key, Lints lints) {
        lints.error(
                entry.key().place(),
                "PAR-3006",
                "The key \"" + key.name() + "\" has no value.",
                "Write for example: " + key.name() + ": " + key.example());
    }

    private void missing(Tree.Table table, Lints lints) {
        var absent = new ArrayList<Key<?>>();
        keys.stream()
                .filter(k -> k.required() && table.entry(k.name()).isEmpty())
                .forEach(absent::add);
        Place place = Written.of(table).place();
        for (Key<?> key : absent) {
            lints.error(
                    place,
                    "PAR-3010",
                    "The key \"%s\" is missing in %s.".formatted(key.name(), noun),
                    "Add for example: " + key.name() + ": " + key.example());
        }
    }

    @Override
    public String example() {
        var parts = new ArrayList<String>();
        keys.stream().filter(Key::required).forEach(k -> parts.add(k.name() + ": " + k.example()));
        return parts.isEmpty() ? "{}" : "{ " + String.join(", ", parts) + " }";
    }

    /** Its name in the schema. */
    String id() {
        return name.replace(' ', '-');
    }

    @Override
    public Json schema() {
        return Json.object().with("$ref", "#/definitions/" + id());
    }

    @Override
    public List<Spec<?>> specs() {
        return List.of(this);
    }
}

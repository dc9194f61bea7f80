package org.parley.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A table whose keys depend on the value of one of them, as a port's on {@code over}.
 *
 * @param by the key that decides
 * @param choices a spec for each of its values; every one of them has that key
 */
record ChoiceForm<T>(String noun, String by, Map<String, Spec<? extends T>> choices)
        implements Form<T> {

    @Override
    public Optional<T> read(Tree tree, Lints lints) {
        if (!(tree instanceof Tree.Table table)) {
            return wrongShape(tree, lints);
        }
        Optional<Tree.Entry> entry = table.entry(by);
        if (entry.isPresent() && entry.get().value() instanceof Tree.Text text && !text.missing()) {
            var spec = Optional.ofNullable(choices.get(text.value()));
            if (spec.isPresent()) {
                return read(spec.get(), table, lints);
            }
        }
        return undecided(table, entry, lints);
    }

    private static <S> Optional<S> read(Spec<? extends S> spec, Tree.Table table, Lints lints) {
        return spec.read(table, lints).map(v -> v);
    }

    private Optional<T> undecided(Tree.Table table, Optional<Tree.Entry> entry, Lints lints) {
        var words = new TreeSet<>(choices.keySet());
        String all = String.join(", ", words);
        if (entry.isEmpty()) {
            lints.error(
                    Written.of(table).place(),
                    "PAR-3010",
                    "The key \"%s\" is missing in %s.".formatted(by, noun),
                    "Add \"" + by + "\" with one of: " + all + ".");
        } else if (entry.get().value() instanceof Tree.Text text) {
            lints.error(
                    text.missing() ? entry.get().key().place() : text.place(),
                    text.missing() ? "PAR-3006" : "PAR-3007",
                    text.missing()
                            ? "The key \"" + by + "\" has no value."
                            : "\"%s\" is not one of: %s.".formatted(text.value(), all)
                                    + Suggestion.question(text.value(), words),
                    "Write one of: " + all + ".");
        } else {
            return wrongShape(entry.get().value(), lints);
        }
        return Optional.empty();
    }

    @Override
    public String example() {
        return choices.values().iterator().next().example();
    }

    @Override
    public Json schema() {
        var all = new ArrayList<Json>();
        choices.forEach((word, spec) -> {
            Json is = Json.object().with("const", word);
            Json condition = Json.object().with("properties", Json.object().with(by, is));
            all.add(Json.object().with("if", condition).with("then", spec.schema()));
        });
        Json words = Json.object().with("enum", Json.strings(List.copyOf(choices.keySet())));
        return Json.object()
                .with("type", "object")
                .with("required", Json.strings(List.of(by)))
                .with("properties", Json.object().with(by, words))
                .with("allOf", new Json.Array(all));
    }

    @Override
    public List<Spec<?>> specs() {
        return List.copyOf(choices.values());
    }
}

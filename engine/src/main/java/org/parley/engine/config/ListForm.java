package org.parley.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One value or a list of them; what stands alone is a list of one. */
record ListForm<T>(Form<T> item) implements Form<List<T>> {
    /** Values in one list. */
    static final int MAX = 10_000;

    @Override
    public Optional<List<T>> read(Tree tree, Lints lints) {
        if (!(tree instanceof Tree.Items items)) {
            return item.read(tree, lints).map(List::of);
        }
        if (items.items().size() > MAX) {
            lints.error(
                    tree.place(),
                    "PAR-3002",
                    "This list has more than 10,000 values.",
                    "Put what is so much into a code table.");
            return Optional.empty();
        }
        var all = new ArrayList<T>();
        items.items().forEach(one -> item.read(one, lints).ifPresent(all::add));
        return all.size() == items.items().size() ? Optional.of(all) : Optional.empty();
    }

    @Override
    public String noun() {
        return item.noun() + ", or a list of such";
    }

    @Override
    public String example() {
        return "[" + item.example() + "]";
    }

    @Override
    public Json schema() {
        Json list = Json.object().with("type", "array").with("items", item.schema());
        return Json.object().with("anyOf", new Json.Array(List.of(item.schema(), list)));
    }

    @Override
    public List<Spec<?>> specs() {
        return item.specs();
    }
}

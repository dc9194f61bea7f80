package org.parley.engine.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table whose keys are names that the trust chooses, such as the ports of a system.
 *
 * @param key what such a name looks like
 */
record NamedForm<T>(Scalar<String> key, Form<T> value) implements Form<Map<String, T>> {
    @Override
    public Optional<Map<String, T>> read(Tree tree, Lints lints) {
        if (!(tree instanceof Tree.Table table)) {
            return wrongShape(tree, lints);
        }
        int before = lints.errors();
        var all = new LinkedHashMap<String, T>();
        for (Tree.Entry entry : table.entries()) {
            Optional<String> name = key.read(entry.key(), lints);
            Optional<T> one = value.read(entry.value(), lints);
            if (name.isPresent() && one.isPresent()) {
                all.put(name.get(), one.get());
            }
        }
        return lints.errors() == before ? Optional.of(all) : Optional.empty();
    }

    @Override
    public String noun() {
        return "a table of names, each with " + value.noun();
    }

    @Override
    public String example() {
        return "{ " + key.example() + ": " + value.example() + " }";
    }

    @Override
    public Json schema() {
        return Json.object().with("type", "object").with("additionalProperties", value.schema());
    }

    @Override
    public List<Spec<?>> specs() {
        return value.specs();
    }
}

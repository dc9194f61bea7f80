package org.parley.engine.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a table and its values are written; for lints that are found later, and for the console.
 *
 * @param place of the table
 * @param values each key's value, as read
 */
public record Written(Place place, Map<String, Tree> values) {
    public Written {
        values = Map.copyOf(values);
    }

    static Written of(Tree.Table table) {
        var values = new LinkedHashMap<String, Tree>();
        table.entries().forEach(e -> values.put(e.key().value(), e.value()));
        Place place =
                table.entries().isEmpty() ? table.place() : table.entries().get(0).key().place();
        return new Written(place, values);
    }

    /** Where a key's value is; the table's own place when the key was not written. */
    public Place at(String key) {
        return Optional.ofNullable(values.get(key)).map(Tree::place).orElse(place);
    }

    /** Where one value of a key's list is. */
    public Place at(String key, int index) {
        return values.get(key) instanceof Tree.Items items && index < items.items().size()
                ? items.items().get(index).place()
                : at(key);
    }

    /** Where a name is, in the table that is a key's value. */
    public Place name(String key, String name) {
        return values.get(key) instanceof Tree.Table table
                ? table.entry(name).map(e -> e.key().place()).orElse(table.place())
                : at(key);
    }

    /** Where a character of a key's text is. */
    Place inside(String key, int offset) {
        return values.get(key) instanceof Tree.Text text ? text.at(offset) : at(key);
    }
}

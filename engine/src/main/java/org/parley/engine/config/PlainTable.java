package org.parley.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A YAML file of one table, read like a trust's own files: every scalar is text, unknown keys, keys
 * without value and keys that stand twice are lints. A value is a text or a list of texts.
 *
 * @param values by key, in the order written
 * @param lints what is wrong; nothing when it can be used
 */
public record PlainTable(Map<String, List<String>> values, List<Lint> lints) {
    public PlainTable {
        values = Map.copyOf(values);
        lints = List.copyOf(lints);
    }

    /**
     * Reads a file. Never throws.
     *
     * @param file its name, for lints
     * @param keys those that there are
     */
    public static PlainTable read(String file, byte[] bytes, Set<String> keys) {
        Lints lints = new Lints("");
        List<Tree> documents = YamlReader.read(file, bytes, lints).documents();
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (documents.size() == 1 && documents.getFirst() instanceof Tree.Table table) {
            for (Tree.Entry entry : table.entries()) {
                String key = entry.key().value();
                if (!keys.contains(key)) {
                    lints.error(
                            entry.key().place(),
                            "PAR-3004",
                            "There is no key \""
                                    + key
                                    + "\" here."
                                    + Suggestion.question(key, keys),
                            "Keys are: "
                                    + String.join(", ", keys.stream().sorted().toList())
                                    + ".");
                    continue;
                }
                List<String> texts = texts(entry, lints);
                if (!texts.isEmpty()) {
                    values.put(key, List.copyOf(texts));
                }
            }
        } else if (lints.errors() == 0) {
            lints.error(
                    Place.top(file),
                    "PAR-3009",
                    "This file is not one table of keys and values.",
                    "Write one key and its value on a line.");
        }
        return new PlainTable(values, lints.all());
    }

    private static List<String> texts(Tree.Entry entry, Lints lints) {
        List<Tree> parts =
                entry.value() instanceof Tree.Items items ? items.items() : List.of(entry.value());
        List<String> texts = new ArrayList<>();
        for (Tree part : parts) {
            if (!(part instanceof Tree.Text text)) {
                lints.error(
                        part.place(),
                        "PAR-3009",
                        "A text is due here.",
                        "Put quotes around a text that begins with { or [.");
            } else if (text.missing()) {
                lints.error(
                        part.place(),
                        "PAR-3006",
                        "The key \"" + entry.key().value() + "\" has no value.",
                        "Give it one, or take it out.");
            } else {
                texts.add(text.value());
            }
        }
        return texts;
    }

    /** The only text of a key. */
    public Optional<String> text(String key) {
        List<String> all = values.getOrDefault(key, List.of());
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** The texts of a key. */
    public List<String> texts(String key) {
        return values.getOrDefault(key, List.of());
    }
}

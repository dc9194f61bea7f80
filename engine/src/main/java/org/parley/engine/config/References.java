package org.parley.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of an environment, and what takes their place: {@code ${pas.adt}}. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private final String file;
    private final Map<String, String> values = new TreeMap<>();
    private final Lints lints;

    private References(String file, Lints lints) {
        this.file = file;
        this.lints = lints;
    }

    /** The values of some documents, those of later ones winning. */
    static References of(String file, List<Tree> documents, Lints lints) {
        var references = new References(file, lints);
        documents.forEach(d -> references.collect("", d));
        return references;
    }

    private void collect(String name, Tree tree) {
        switch (tree) {
            case Tree.Text text when !name.isEmpty() && !text.missing() ->
                    values.put(name, text.value());
            case Tree.Table table -> {
                for (Tree.Entry entry : table.entries()) {
                    String key = entry.key().value();
                    if (!NAME.matcher(key).matches()) {
                        lints.error(
                                entry.key().place(),
                                "PAR-3007",
                                "The name of a value has letters, digits, dots and hyphens only.",
                                "Write for example: pas: { adt: 6001 }, and use it as ${pas.adt}.");
                    }
                    collect(name.isEmpty() ? key : name + "." + key, entry.value());
                }
            }
            case Tree.Text text ->
                    lints.error(
                            text.place(),
                            "PAR-3006",
                            name.isEmpty()
                                    ? "An environment is a table of names and values."
                                    : "The value \"" + name + "\" is empty.",
                            "Write for example: pas: { adt: 6001 }, and use it as ${pas.adt}.");
            case Tree.Items items ->
                    lints.error(
                            items.place(),
                            "PAR-3009",
                            "A value of an environment is a text, not a list.",
                            "Give each value a name of its own.");
        }
    }

    /** The same tree with every reference replaced; unknown ones are reported. */
    Tree resolve(Tree tree) {
        return switch (tree) {
            case Tree.Text text -> text.value().contains("${") ? resolved(text) : text;
            case Tree.Items items ->
                    new Tree.Items(
                            items.place(), items.items().stream().map(this::resolve).toList());
            case Tree.Table table -> {
                var entries = new ArrayList<Tree.Entry>();
                table.entries()
                        .forEach(e -> entries.add(new Tree.Entry(e.key(), resolve(e.value()))));
                yield new Tree.Table(table.place(), entries);
            }
        };
    }

    private Tree.Text resolved(Tree.Text text) {
        Matcher matcher = REFERENCE.matcher(text.value());
        var out = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            out.append(text.value(), end, matcher.start());
            out.append(value(matcher.group(1), text.at(matcher.start())));
            end = matcher.end();
        }
        String rest = text.value().substring(end);
        if (rest.contains("${")) {
            lints.error(
                    text.at(end + rest.indexOf("${")),
                    "PAR-3012",
                    "This reference has no closing brace.",
                    "Write it as ${name}.");
        }
        out.append(rest);
        return new Tree.Text(text.place(), out.toString(), text.plain(), Optional.of(text.value()));
    }

    private String value(String name, Place place) {
        return Optional.ofNullable(values.get(name))
                .orElseGet(() -> {
                    lints.error(
                            place,
                            "PAR-3012",
                            "There is no value \"%s\" in %s.".formatted(name, file)
                                    + Suggestion.question(name, values.keySet()),
                            "Add it there, or mend the name.");
                    // A stand-in of any form would do; the error is already reported.
                    return "${" + name + "}";
                });
    }

    /** Values given by program, as a file that reads back the same. */
    static Optional<byte[]> asFile(Map<String, String> overrides) {
        if (overrides.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Json> sorted = new LinkedHashMap<>();
        new TreeMap<>(overrides).forEach((name, value) -> sorted.put(name, new Json.Text(value)));
        // JSON is YAML; a name with dots is a name like any other there.
        String text = Json.print(new Json.Table(sorted));
        return Optional.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}

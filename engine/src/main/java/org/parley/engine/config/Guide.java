package org.parley.engine.config;

import java.util.List;

/** The tables of docs/guide/configuration.md, in Markdown. */
final class Guide {
    private Guide() {}

    /** One section for every table, in the order in which they are met. */
    static String sections() {
        var out = new StringBuilder();
        for (Spec<?> spec : Specs.all()) {
            out.append("### ").append(spec.name()).append("\n\n");
            out.append(spec.summary()).append("\n\n");
            out.append("| key | value | if absent | example | what it means |\n");
            out.append("| --- | --- | --- | --- | --- |\n");
            spec.keys().forEach(key -> row(key, out));
            out.append('\n');
        }
        return out.toString();
    }

    private static void row(Key<?> key, StringBuilder out) {
        var cells =
                List.of(
                        "`" + key.name() + "`",
                        key.form().noun(),
                        absent(key),
                        "`" + key.example() + "`",
                        key.summary());
        cells.forEach(cell -> out.append("| ").append(cell.replace("|", "\\|")).append(' '));
        out.append("|\n");
    }

    private static String absent(Key<?> key) {
        if (key.required()) {
            return "**an error**";
        }
        return key.fallback().map(f -> f.equals("[]") ? "none" : "`" + f + "`").orElse("none");
    }
}

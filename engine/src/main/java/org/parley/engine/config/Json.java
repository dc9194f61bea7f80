package org.parley.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Just enough JSON to print a schema. */
sealed interface Json {
    /** An object; keys in the order given. */
    record Table(Map<String, Json> members) implements Json {
        Table with(String key, Json value) {
            var copy = new LinkedHashMap<>(members);
            copy.put(key, value);
            return new Table(copy);
        }

        Table with(String key, String value) {
            return with(key, new Text(value));
        }
    }

    record Array(List<Json> items) implements Json {}

    record Text(String value) implements Json {}

    record Bool(boolean value) implements Json {}

    static Table object() {
        return new Table(new LinkedHashMap<>());
    }

    static Array strings(List<String> values) {
        var items = new ArrayList<Json>();
        values.forEach(v -> items.add(new Text(v)));
        return new Array(items);
    }

    /** Two spaces a level, a newline at the end. */
    static String print(Json json) {
        var out = new StringBuilder();
        print(json, "\n", out);
        return out.append('\n').toString();
    }

    private static void print(Json json, String indent, StringBuilder out) {
        switch (json) {
            case Table object -> {
                String comma = "{";
                for (var member : object.members().entrySet()) {
                    out.append(comma).append(indent).append("  ").append(quote(member.getKey()));
                    print(member.getValue(), indent + "  ", out.append(": "));
                    comma = ",";
                }
                out.append(object.members().isEmpty() ? "{}" : indent + "}");
            }
            case Array array -> {
                String comma = "[";
                for (Json item : array.items()) {
                    print(item, indent + "  ", out.append(comma).append(indent).append("  "));
                    comma = ",";
                }
                out.append(array.items().isEmpty() ? "[]" : indent + "]");
            }
            case Text text -> out.append(quote(text.value()));
            case Bool bool -> out.append(bool.value());
        }
    }

    private static String quote(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}

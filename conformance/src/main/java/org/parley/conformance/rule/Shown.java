package org.parley.conformance.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.parley.engine.route.Conditions;
import org.parley.engine.route.Focus;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/** What a failed condition looked at, masked. */
final class Shown {
    private static final int MAX_PATHS = 3;

    private Shown() {}

    /**
     * @param names of columns, {@code ZR0-2 staff-id}, where a record is shown by its own names
     */
    static String of(
            Message message, Conditions.Compiled condition, Focus focus, List<String> names) {
        return condition.reads().stream()
                .map(use -> focus.at(use.path()))
                .distinct()
                .limit(MAX_PATHS)
                .map(path -> named(path, names) + " " + value(message, path))
                .collect(Collectors.joining(", "));
    }

    private static String value(Message message, Path path) {
        String text = path.field() == 0 ? "" : message.textOrEmpty(path);
        return text.isEmpty() ? "(empty)" : "\"" + Mask.of(text) + "\"";
    }

    private static String named(Path path, List<String> names) {
        String field = path.segment() + "-" + path.field() + " ";
        return names.stream()
                .filter(name -> name.startsWith(field))
                .map(name -> name.substring(field.length()))
                .findFirst()
                .orElse(path.toString());
    }
}

package org.parley.engine.map;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.wire.hl7v2.Path;

/** Reads paths that people wrote into tables. */
final class Paths {
    private Paths() {}

    /** The path; when it is none, the reason goes to the consumer. */
    static Optional<Path> parse(String text, Consumer<String> wrong) {
        return switch (Path.parse(text)) {
            case Path.Parse.Ok(Path path) -> Optional.of(path);
            case Path.Parse.Wrong(String reason, int _) -> {
                String upper = text.toUpperCase(Locale.ROOT);
                boolean small = !upper.equals(text) && Path.parse(upper) instanceof Path.Parse.Ok;
                wrong.accept(
                        text.isEmpty()
                                ? "There is no path."
                                : "'"
                                        + text
                                        + "' is no path: "
                                        + reason
                                        + (small ? " Did you mean " + upper + "?" : ""));
                yield Optional.empty();
            }
        };
    }
}

package org.parley.engine.map;

import java.util.List;
import java.util.Optional;
import org.parley.wire.hl7v2.Path;

/** Where the value of a row comes from. */
sealed interface Origin {
    /** Always the same text. */
    record Constant(String text) implements Origin {}

    /** What stands at a path, structure and escapes included. */
    record Copy(Path path) implements Origin {}

    /**
     * A text made from texts.
     *
     * @param parts put one behind the other; at least one is a path
     * @param how what is done to the text, in order
     * @param lookup the code table that the result is looked up in
     */
    record Made(List<Part> parts, List<How> how, Optional<Lookup> lookup) implements Origin {
        public Made {
            parts = List.copyOf(parts);
            how = List.copyOf(how);
        }
    }

    /** A piece of a text. */
    sealed interface Part {
        record At(Path path) implements Part {}

        record Text(String text) implements Part {}
    }

    /**
     * A look-up in a code table.
     *
     * @param table the table
     * @param system where the code's coding system stands, if the table has several
     */
    record Lookup(CodeTable table, Optional<Path> system) {}

    /** The path that leads: whose repeats are gone through to find the value; empty if none. */
    default Optional<Path> lead() {
        return switch (this) {
            case Constant _ -> Optional.empty();
            case Copy(Path path) -> Optional.of(path);
            case Made made -> Optional.of(made.paths().getFirst());
        };
    }

    /** Every path that is read for the value. */
    default List<Path> paths() {
        return switch (this) {
            case Constant _ -> List.of();
            case Copy(Path path) -> List.of(path);
            case Made(List<Part> parts, List<How> _, Optional<Lookup> _) ->
                    parts.stream()
                            .filter(Part.At.class::isInstance)
                            .map(part -> ((Part.At) part).path())
                            .toList();
        };
    }
}

package org.parley.engine.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.engine.map.Origin.Lookup;
import org.parley.engine.map.Origin.Part;
import org.parley.engine.map.Words.Word;
import org.parley.engine.route.KnownFields;
import org.parley.wire.hl7v2.Path;

/** Reads where the value of a row comes from: the columns from, value, how and code. */
final class OriginReader {
    private final Table.Line line;
    private final CodeTables codes;
    private final Mistakes mistakes;

    OriginReader(Table.Line line, CodeTables codes, Mistakes mistakes) {
        this.line = line;
        this.codes = codes;
        this.mistakes = mistakes;
    }

    /** The origin; empty when a mistake was added. */
    Optional<Origin> read() {
        int before = mistakes.count();
        String from = line.cell("from");
        String value = line.cell("value");
        if (from.isEmpty() == value.isEmpty()) {
            String text =
                    from.isEmpty()
                            ? "The row sets something, but has neither 'from' nor 'value'."
                            : "The row has both 'from' and 'value'.";
            wrong("from", "PAR-4108", text, "Fill one of the two; to empty a field, do clear.");
            return Optional.empty();
        }
        List<How> how = how();
        Optional<Lookup> lookup = lookup();
        if (!value.isEmpty()) {
            if (!how.isEmpty() || lookup.isPresent()) {
                wrong(
                        "value",
                        "PAR-4108",
                        "A constant value goes with neither 'how' nor 'code'.",
                        "Write the value as it shall be.");
            }
            return Optional.of(new Origin.Constant(value));
        }
        List<Part> parts = parts(from);
        if (mistakes.count() > before) {
            return Optional.empty();
        }
        boolean plain = parts.size() == 1 && how.isEmpty() && lookup.isEmpty();
        return Optional.of(
                plain && parts.getFirst() instanceof Part.At(Path path)
                        ? new Origin.Copy(path)
                        : new Origin.Made(parts, how, lookup));
    }

    private List<Part> parts(String from) {
        List<Part> parts = new ArrayList<>();
        Optional<List<Word>> words = Words.of(from);
        if (words.isEmpty()) {
            wrong("from", "PAR-4105", "A quote is never closed.", "Close it.");
            return parts;
        }
        boolean path = false;
        for (Word word : words.get()) {
            if (word.quoted()) {
                parts.add(new Part.Text(word.text()));
            } else {
                path |= path(word.text()).map(at -> parts.add(new Part.At(at))).orElse(true);
            }
        }
        if (!path) {
            wrong(
                    "from",
                    "PAR-4105",
                    "'from' names no path.",
                    "Use the column value for a constant.");
        }
        return parts;
    }

    private Optional<Path> path(String text) {
        Optional<Path> path =
                Paths.parse(
                        text,
                        why ->
                                wrong(
                                        "from",
                                        "PAR-4105",
                                        why,
                                        "Write a path such as PID-3.1, and texts in quotes."));
        path.filter(segment -> segment.field() == 0)
                .ifPresent(segment ->
                        wrong(
                                "from",
                                "PAR-4105",
                                "'" + segment + "' names a whole segment.",
                                "Name a field, such as " + segment.segment() + "-1."));
        path.flatMap(KnownFields::doubt)
                .ifPresent(why -> wrong("from", "PAR-4105", why, "Mend the path."));
        return path;
    }

    private List<How> how() {
        return switch (HowParser.parse(line.cell("how"))) {
            case HowParser.Parse.Ok(List<How> steps) -> steps;
            case HowParser.Parse.Wrong(String reason) -> {
                wrong("how", "PAR-4106", reason, "docs/guide/mapping.md lists every step.");
                yield List.of();
            }
        };
    }

    private Optional<Lookup> lookup() {
        String cell = line.cell("code");
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = List.of(cell.split("\\s+", -1));
        boolean bySystem = words.size() == 3 && words.get(1).toLowerCase(Locale.ROOT).equals("by");
        if (words.size() != 1 && !bySystem) {
            wrong(
                    "code",
                    "PAR-4110",
                    "'" + cell + "' is no code table.",
                    "Write NAME, NAME:COLUMN, or NAME by PATH.");
            return Optional.empty();
        }
        Optional<Path> system = bySystem ? path(words.get(2)) : Optional.empty();
        return codes.find(words.getFirst(), bySystem, line).map(table -> new Lookup(table, system));
    }

    private void wrong(String column, String code, String text, String remedy) {
        mistakes.add(line.site(), line.at(column), code, text, remedy);
    }
}

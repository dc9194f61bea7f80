package org.parley.engine.map.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.feed.Forms;
import org.parley.engine.map.MapProblem;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;
import org.parley.engine.plan.Layout.Column;
import org.parley.engine.route.Nearest;

/** Reads {@code layouts/NAME.csv}. The language is in docs/guide/mapping.md. */
public final class LayoutReader {
    private static final List<String> COLUMNS = List.of("column", "name", "must", "as", "comment");

    private static final Map<String, List<Format>> SETTINGS =
            Map.of(
                    "$record", List.of(Format.CSV, Format.JSON, Format.XML),
                    "$each", List.of(Format.JSON, Format.XML),
                    "$count", List.of(Format.JSON, Format.XML),
                    "$trailer", List.of(Format.CSV),
                    "$separator", List.of(Format.CSV));

    private final Format format;
    private final Mistakes mistakes = new Mistakes();
    private final List<Column> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> paths = new HashSet<>();
    private String record;
    private String each = "";
    private String count = "";
    private char separator = ',';

    private LayoutReader(String name, Format format) {
        this.format = format;
        this.record = name;
    }

    /** The answer to reading. */
    public sealed interface Read {
        /** A layout. */
        record Ok(Layout layout) implements Read {}

        /** Every mistake in it. */
        record Wrong(List<MapProblem> problems) implements Read {
            public Wrong {
                problems = List.copyOf(problems);
            }
        }
    }

    /** The file that a layout stands in. */
    public static String file(String name) {
        return "layouts/" + name + ".csv";
    }

    /** Reads a layout. */
    public static Read read(String name, Format format, byte[] bytes) {
        LayoutReader reader = new LayoutReader(name, format);
        Table table =
                Table.read(
                        file(name),
                        bytes,
                        COLUMNS,
                        List.of("column"),
                        Layout.MAX_COLUMNS,
                        reader.mistakes);
        table.lines().forEach(reader::line);
        if (!reader.mistakes.none()) {
            return new Read.Wrong(reader.mistakes.all());
        }
        Layout layout =
                new Layout(
                        name,
                        format,
                        reader.record,
                        reader.each,
                        reader.count,
                        reader.separator,
                        reader.columns);
        return new Read.Ok(layout);
    }

    private void line(Table.Line line) {
        String column = line.cell("column");
        if (column.startsWith("$")) {
            setting(line, column);
        } else {
            column(line, column);
        }
    }

    private void setting(Table.Line line, String setting) {
        List<Format> where = SETTINGS.get(setting);
        String value = line.cell("name");
        if (where == null || !where.contains(format)) {
            List<String> known =
                    SETTINGS.entrySet().stream()
                            .filter(one -> one.getValue().contains(format))
                            .map(Map.Entry::getKey)
                            .sorted()
                            .toList();
            wrong(
                    line,
                    "column",
                    "A layout of "
                            + format
                            + " has no '"
                            + setting
                            + "'."
                            + Nearest.hint(setting, known),
                    "Use " + String.join(", ", known) + ", or the name of a column.");
            return;
        }
        if (value.isEmpty()) {
            wrong(
                    line,
                    "name",
                    "'" + setting + "' says nothing.",
                    "Write it into the column name.");
            return;
        }
        switch (setting) {
            case "$record" -> record = value;
            case "$each" -> each = value;
            case "$count", "$trailer" -> count = value;
            default -> separator(line, value);
        }
    }

    private void separator(Table.Line line, String value) {
        switch (value) {
            case "comma" -> separator = ',';
            case "semicolon" -> separator = ';';
            case "tab" -> separator = '\t';
            case "bar" -> separator = '|';
            default ->
                    wrong(
                            line,
                            "name",
                            "'" + value + "' is no separator.",
                            "Write comma, semicolon, tab or bar.");
        }
    }

    private void column(Table.Line line, String path) {
        boolean fixed = path.length() > 1 && path.startsWith("'") && path.endsWith("'");
        String name = line.cell("name").isEmpty() ? path : line.cell("name");
        if (path.isEmpty() || (fixed && line.cell("name").isEmpty())) {
            wrong(
                    line,
                    fixed ? "name" : "column",
                    fixed
                            ? "A text that is always the same has no name."
                            : "The row names no column.",
                    fixed
                            ? "Give it one in the column name."
                            : "Write the name in the file's header, or a path.");
            return;
        }
        if (name.matches(".*[{}'\"].*") || name.equals("row")) {
            wrong(
                    line,
                    "name",
                    "'" + name + "' cannot be a name.",
                    "Choose one without braces and quotes that is not 'row'.");
            return;
        }
        if (format != Format.CSV
                && !fixed
                && !path.matches("@?[^.\\[\\]]+(\\[])?(\\.@?[^.\\[\\]]+(\\[])?)*")) {
            wrong(
                    line,
                    "column",
                    "'" + path + "' is no path.",
                    "Write elements with dots between: staff.name, shifts[].start, staff.@id.");
            return;
        }
        if (path.endsWith("[]") && !fixed && format != Format.CSV) {
            wrong(
                    line,
                    "column",
                    "'" + path + "' names a list, not a value in it.",
                    "Take the brackets off for a list of texts, or name an element of its items.");
            return;
        }
        Optional<String> doubt = Forms.doubt(line.cell("as"));
        doubt.ifPresent(why ->
                wrong(line, "as", why + ".", "Write iso, number, or such as dd/MM/yyyy HH:mm."));
        boolean must = must(line);
        if (!names.add(name) || (!fixed && !paths.add(path))) {
            wrong(
                    line,
                    "name",
                    "The name or the column is there twice: " + name + ".",
                    "Keep one of the rows, or give it another name.");
            return;
        }
        columns.add(
                new Column(
                        path,
                        name,
                        must,
                        line.cell("as"),
                        fixed
                                ? Optional.of(path.substring(1, path.length() - 1))
                                : Optional.empty()));
        if (columns.getLast().list().split("\\[]", -1).length > Layout.MAX_LISTS) {
            wrong(line, "column", "It is in too many lists.", "Read flatter records.");
        }
    }

    private boolean must(Table.Line line) {
        return switch (line.cell("must")) {
            case "yes" -> true;
            case "", "no" -> false;
            default -> {
                wrong(
                        line,
                        "must",
                        "'" + line.cell("must") + "' is neither yes nor no.",
                        "Write yes when a record without it is to be refused.");
                yield false;
            }
        };
    }

    private void wrong(Table.Line line, String column, String text, String remedy) {
        mistakes.add(line.site(), line.at(column), "PAR-4241", text, remedy);
    }
}

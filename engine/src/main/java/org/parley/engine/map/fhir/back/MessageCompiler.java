package org.parley.engine.map.fhir.back;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.map.Table;
import org.parley.engine.map.fhir.Sheets;

/** Compiles message tables. */
final class MessageCompiler {
    private static final Pattern TO = Pattern.compile("([A-Z][A-Z0-9]{2})?(?:\\[([a-z]\\w*)])?|-");
    private static final Pattern NAMES = Pattern.compile("\\$([a-z]\\w*)\\b");

    private final Sheets sheets;
    private final RowCompiler rows;

    MessageCompiler(Sheets sheets, RowCompiler rows) {
        this.sheets = sheets;
        this.rows = rows;
    }

    /**
     * The parts of a message.
     *
     * @param focus the type of resource that the event is about
     */
    List<Part> compile(String name, String focus, Table.Line used) {
        Optional<List<Table.Line>> lines = sheets.rows("messages", name);
        if (lines.isEmpty()) {
            rows.wrong(
                    used,
                    "type",
                    "PAR-4201",
                    "There is no message table '" + name + "'.",
                    "Write messages/" + name + ".csv.");
            return List.of();
        }
        return level(lines.get(), "", Scope.of(focus), new int[] {Scope.FIRST_OWN});
    }

    /** The rows that ask for a name; at the top those that ask for no other row's name. */
    private List<Part> level(List<Table.Line> lines, String name, Scope scope, int[] next) {
        List<Part> parts = new ArrayList<>();
        Map<String, String> own = names(lines);
        for (Table.Line line : lines) {
            boolean here = inside(line, own).equals(name);
            if (here) {
                part(line, lines, scope, next).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private static Map<String, String> names(List<Table.Line> lines) {
        Map<String, String> names = new HashMap<>();
        for (Table.Line line : lines) {
            Matcher to = TO.matcher(line.cell("to"));
            if (to.matches() && to.group(2) != null) {
                names.put(to.group(2), line.cell("to"));
            }
        }
        return names;
    }

    /** The first name of another row that the row's path asks for; empty when it asks for none. */
    private static String inside(Table.Line line, Map<String, String> own) {
        Matcher names = NAMES.matcher(line.cell("from"));
        while (names.find()) {
            if (own.containsKey(names.group(1))) {
                return names.group(1);
            }
        }
        return "";
    }

    private Optional<Part> part(Table.Line line, List<Table.Line> lines, Scope scope, int[] next) {
        Matcher to = TO.matcher(line.cell("to"));
        Optional<Walk> from = rows.walk(line.cell("from"), "", scope, line, "from");
        boolean known = to.matches() && !line.cell("to").isEmpty();
        if (!known) {
            rows.wrong(
                    line,
                    "to",
                    "PAR-4202",
                    "'" + line.cell("to") + "' is no segment.",
                    "Write a segment, OBX, with a name OBX[result], or a name alone [report].");
        }
        if (from.isEmpty() || !known) {
            return Optional.empty();
        }
        Optional<Ask> when = rows.ask(line.cell("when"), from.get().type(), scope, line);
        boolean leaves = line.cell("to").equals("-");
        String segment = leaves || to.group(1) == null ? "" : to.group(1);
        String label = leaves || to.group(2) == null ? "" : to.group(2);
        int number = next[0]++;
        Scope inner = label.isEmpty() ? scope : scope.with(label, number, from.get().type());
        List<Row> filled = segment.isEmpty() ? List.of() : filled(line, from.get(), segment, inner);
        List<Part> inside = label.isEmpty() ? List.of() : level(lines, label, inner, next);
        return Optional.of(
                new Part(
                        line.site(),
                        from.get(),
                        when.orElse(null),
                        number,
                        segment,
                        line.cell("type"),
                        filled,
                        leaves,
                        inside));
    }

    private List<Row> filled(Table.Line line, Walk from, String segment, Scope scope) {
        String wanted = from.type() + "[" + segment + "]";
        String table = line.cell("type");
        boolean fits =
                RowCompiler.named(table)
                        .filter(parts -> parts[0].equals(from.type()) && parts[1].equals(segment))
                        .isPresent();
        if (!fits) {
            rows.wrong(
                    line,
                    "type",
                    "PAR-4205",
                    "'"
                            + table
                            + "' does not make a segment "
                            + segment
                            + " of "
                            + from.type()
                            + ".",
                    "Name a table such as " + wanted + ".");
            return List.of();
        }
        return rows.segment(table, scope, line);
    }
}

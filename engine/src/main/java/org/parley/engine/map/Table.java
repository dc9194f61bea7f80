package org.parley.engine.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parley.engine.route.Nearest;
import org.parley.wire.csv.Csv;
import org.parley.wire.csv.CsvFormat;
import org.parley.wire.csv.CsvLine;
import org.parley.wire.csv.Sheet;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * A CSV file as rows of named cells.
 *
 * @param file relative to the trust's folder
 * @param columns the names in the header, in lower case, with their cell number from 1
 * @param lines the rows that could be read
 */
public record Table(String file, Map<String, Integer> columns, List<Line> lines) {
    public Table {
        columns = Map.copyOf(columns);
        lines = List.copyOf(lines);
    }

    /** One row; blanks around cells are gone. */
    public record Line(Site site, Map<String, Integer> columns, List<String> cells) {
        /** The cell of a column; empty when there is no such column. */
        public String cell(String column) {
            Integer at = columns.get(column);
            return at == null ? "" : cells.get(at - 1);
        }

        /** The number of a column's cell, from 1; 0 when there is no such column. */
        public int at(String column) {
            return columns.getOrDefault(column, 0);
        }

        public boolean blank() {
            return cells.stream().allMatch(String::isEmpty);
        }
    }

    /**
     * Reads a table; what cannot be read is a mistake.
     *
     * @param known column names that mean something; empty when any may stand there
     * @param needed column names that must be there
     */
    public static Table read(
            String file,
            byte[] bytes,
            List<String> known,
            List<String> needed,
            int maxRows,
            Mistakes mistakes) {
        CsvFormat standard = CsvFormat.STANDARD;
        CsvFormat format =
                new CsvFormat(
                        standard.separator(),
                        true,
                        Maps.MAX_CELL_BYTES,
                        Maps.MAX_COLUMNS,
                        Maps.MAX_CELL_BYTES,
                        maxRows);
        Sheet sheet = Csv.read(bytes, format);
        for (Sheet.LineProblem wrong : sheet.problems()) {
            mistakes.add(unreadable(file, wrong));
        }
        Map<String, Integer> columns = columns(file, sheet, known, mistakes);
        for (String name : needed) {
            if (!columns.containsKey(name) && !sheet.header().isEmpty()) {
                mistakes.add(
                        new Site(file, 1),
                        0,
                        "PAR-4102",
                        "The table has no column '" + name + "'.",
                        "Add the column " + name + " to the first line.");
            }
        }
        List<Line> lines = new ArrayList<>();
        for (CsvLine.Row row : sheet.rows()) {
            List<String> cells = row.values().stream().map(String::strip).toList();
            Line line = new Line(new Site(file, row.line()), columns, cells);
            if (!line.blank()) {
                lines.add(line);
            }
        }
        return new Table(file, columns, lines);
    }

    private static MapProblem unreadable(String file, Sheet.LineProblem wrong) {
        Problem told =
                new Problem(
                        wrong.problem().code(),
                        Culprit.CONFIG,
                        wrong.problem().text(),
                        "Open the table in a text editor and mend this line.");
        return new MapProblem(file, wrong.line(), 0, told);
    }

    private static Map<String, Integer> columns(
            String file, Sheet sheet, List<String> known, Mistakes mistakes) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < sheet.header().size(); i++) {
            String name = sheet.header().get(i).strip().toLowerCase(Locale.ROOT);
            if (!known.isEmpty() && !known.contains(name)) {
                mistakes.add(
                        new Site(file, 1),
                        i + 1,
                        "PAR-4101",
                        "Nobody knows a column '" + name + "'." + Nearest.hint(name, known),
                        "Use the columns " + String.join(", ", known) + ".");
            } else if (columns.putIfAbsent(name, i + 1) != null) {
                mistakes.add(
                        new Site(file, 1),
                        i + 1,
                        "PAR-4101",
                        "The column '" + name + "' is there twice.",
                        "Give each column a name of its own.");
            }
        }
        return columns;
    }
}

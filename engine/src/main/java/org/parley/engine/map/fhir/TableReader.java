package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parley.engine.map.Maps;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Site;
import org.parley.engine.map.Table;
import org.parley.wire.csv.Csv;
import org.parley.wire.csv.CsvFormat;
import org.parley.wire.csv.CsvLine;
import org.parley.wire.csv.Sheet;

/**
 * Reads a table in its short form, or with the full header of HL7's v2-to-FHIR guide, whose columns
 * it knows by name: what stands under Identifier is {@code from}, under FHIR Attribute {@code to},
 * under Data Type Mapping or Segment Map {@code type}, under Vocabulary Mapping {@code code}, under
 * Computable ANTLR {@code when}, under Assignment or References {@code value}. Other columns say
 * nothing to a program.
 */
final class TableReader {
    /** Names of the guide's columns, without blanks, and what they are here. */
    private static final Map<String, String> GUIDE =
            Map.ofEntries(
                    Map.entry("identifier", "from"),
                    Map.entry("computableantlr", "when"),
                    Map.entry("fhirattribute", "to"),
                    Map.entry("primarytarget", "to"),
                    Map.entry("datatypemapping", "type"),
                    Map.entry("segmentmap", "type"),
                    Map.entry("vocabularymapping", "code"),
                    Map.entry("assignment", "value"),
                    Map.entry("references", "value"),
                    Map.entry("comments", "comment"));

    private TableReader() {}

    static Table read(String file, byte[] bytes, Mistakes mistakes) {
        CsvFormat standard = CsvFormat.STANDARD;
        CsvFormat format =
                new CsvFormat(
                        standard.separator(),
                        false,
                        Maps.MAX_CELL_BYTES,
                        Maps.MAX_COLUMNS,
                        Maps.MAX_CELL_BYTES,
                        Sheets.MAX_ROWS);
        Sheet sheet = Csv.read(bytes, format);
        List<List<String>> heads = new ArrayList<>(List.of(sheet.header()));
        sheet.rows().stream().limit(1).forEach(row -> heads.add(row.values()));
        for (int skipped = 0; skipped < heads.size(); skipped++) {
            Map<String, Integer> columns = columns(heads.get(skipped));
            if (columns.containsKey("from") && columns.containsKey("to")) {
                for (Sheet.LineProblem wrong : sheet.problems()) {
                    mistakes.add(
                            new Site(file, wrong.line()),
                            0,
                            wrong.problem().code(),
                            wrong.problem().text(),
                            "Open the table in a text editor and mend this line.");
                }
                return new Table(file, columns, lines(file, sheet, skipped, columns));
            }
        }
        return Table.read(
                file, bytes, Sheets.COLUMNS, List.of("from", "to"), Sheets.MAX_ROWS, mistakes);
    }

    /** The guide's columns, by what they are here; nothing when it is no such header. */
    private static Map<String, Integer> columns(List<String> header) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            String here = GUIDE.get(name);
            if (here != null) {
                columns.putIfAbsent(here, i + 1);
            }
        }
        return columns;
    }

    private static List<Table.Line> lines(
            String file, Sheet sheet, int first, Map<String, Integer> columns) {
        List<Table.Line> lines = new ArrayList<>();
        for (CsvLine.Row row : sheet.rows().subList(first, sheet.rows().size())) {
            List<String> cells = new ArrayList<>();
            row.values().forEach(cell -> cells.add(cell.strip()));
            for (int at : columns.values()) {
                while (cells.size() < at) {
                    cells.add("");
                }
            }
            changed(cells, columns, "when", TableReader::condition);
            changed(cells, columns, "to", TableReader::target);
            changed(cells, columns, "value", TableReader::value);
            Table.Line line = new Table.Line(new Site(file, row.line()), columns, cells);
            if (!line.cell("to")
                    .isEmpty()) { // without a target the guide only says that there is none
                lines.add(line);
            }
        }
        return lines;
    }

    private interface Change {
        String of(String cell);
    }

    private static void changed(
            List<String> cells, Map<String, Integer> columns, String column, Change change) {
        Integer at = columns.get(column);
        if (at != null) {
            cells.set(at - 1, change.of(cells.get(at - 1)));
        }
    }

    /** The guide's conditions begin with IF. */
    private static String condition(String cell) {
        return cell.replaceFirst("(?i)^if\\s+", "");
    }

    /**
     * The guide writes {@code Patient[1]} for a resource, and {@code individual(Encounter.
     * Practitioner)} for one that a value becomes.
     */
    private static String target(String cell) {
        return cell.replaceFirst("^([A-Z][A-Za-z]+)\\[1]$", "$1")
                .replaceAll("\\([A-Z][A-Za-z]+\\.([A-Z][A-Za-z]+)\\)", "($1)");
    }

    /** The guide quotes constants and writes {@code Encounter.subject.reference=Patient[1].id}. */
    private static String value(String cell) {
        String bare =
                cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
                        ? cell.substring(1, cell.length() - 1)
                        : cell;
        return bare.replaceAll(
                        "[A-Z][A-Za-z]+(?:\\[\\d+])?\\.([A-Za-z.]+?)\\.reference\\s*=", "$1=")
                .replaceAll("=\\s*([A-Z][A-Za-z]+)\\[1]\\.id", "=$1")
                .replaceAll("=\\s*([A-Z][A-Za-z]+)\\.id", "=$1");
    }
}

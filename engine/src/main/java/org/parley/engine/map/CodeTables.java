package org.parley.engine.map;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.route.Nearest;

/** The code tables of one compilation, each read once. */
final class CodeTables {
    private final MapSource source;
    private final Mistakes mistakes;
    private final Map<String, Optional<Table>> read = new HashMap<>();
    private final Map<String, CodeTable> compiled = new HashMap<>();

    CodeTables(MapSource source, Mistakes mistakes) {
        this.source = source;
        this.mistakes = mistakes;
    }

    /**
     * The table that a row names.
     *
     * @param reference {@code NAME} or {@code NAME:COLUMN}
     * @param bySystem whether the row says where the coding system stands
     */
    Optional<CodeTable> find(String reference, boolean bySystem, Table.Line line) {
        int colon = reference.indexOf(':');
        String name = colon < 0 ? reference : reference.substring(0, colon);
        String column = colon < 0 ? "to" : reference.substring(colon + 1);
        Optional<Table> table = read.computeIfAbsent(name, this::read);
        if (table.isEmpty()) {
            wrong(
                    line,
                    "There is no code table codes/"
                            + name
                            + ".csv."
                            + Nearest.hint(name, Maps.names(source, "codes/", ".csv")));
            return Optional.empty();
        }
        Map<String, Integer> columns = table.get().columns();
        if (!columns.containsKey(column)) {
            wrong(
                    line,
                    "The code table "
                            + name
                            + " has no column '"
                            + column
                            + "'."
                            + Nearest.hint(column, columns.keySet()));
            return Optional.empty();
        }
        if (bySystem && !columns.containsKey("system")) {
            wrong(line, "The code table " + name + " has no column 'system'.");
            return Optional.empty();
        }
        return Optional.of(
                compiled.computeIfAbsent(
                        name + ":" + column,
                        _ -> CodeTable.read(name, table.get(), column, mistakes)));
    }

    private Optional<Table> read(String name) {
        String file = "codes/" + name + ".csv";
        return source.read(file)
                .map(bytes ->
                        Table.read(
                                file,
                                bytes,
                                List.of(),
                                CodeTable.needed(),
                                Maps.MAX_CODES,
                                mistakes));
    }

    private void wrong(Table.Line line, String text) {
        mistakes.add(
                line.site(),
                line.at("code"),
                "PAR-4110",
                text,
                "Name a table of the folder codes/ and one of its columns.");
    }
}

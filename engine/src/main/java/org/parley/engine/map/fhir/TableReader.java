package org.parley.engine.map.fhir;

import java.util.List;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;

/** Reads a table for FHIR in its short form. */
final class TableReader {
    private TableReader() {}

    static Table read(String file, byte[] bytes, Mistakes mistakes) {
        return Table.read(
                file, bytes, Sheets.COLUMNS, List.of("from", "to"), Sheets.MAX_ROWS, mistakes);
    }
}

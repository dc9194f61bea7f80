package org.parley.wire.csv;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.parley.wire.problem.Problem;

/**
 * A whole sheet in memory.
 *
 * @param header the names in the first record that is not empty; empty when there is none or it
 *     cannot be read
 * @param rows the rows that were read right, in order
 * @param problems what was not, by line; no row is missing from both lists
 * @param warnings what was odd but readable, by line
 * @param charset UTF-8 or windows-1252
 * @param separator as given or as sniffed
 */
public record Sheet(
        List<String> header,
        List<CsvLine.Row> rows,
        List<LineProblem> problems,
        List<LineProblem> warnings,
        Charset charset,
        char separator) {
    public Sheet {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** A problem and the line it was met on; the first line is 1. */
    public record LineProblem(int line, Problem problem) {}

    /** Where the column of this exact name is, from 0; the first when there are several. */
    public OptionalInt column(String name) {
        int at = header.indexOf(name);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
    }

    /** The row's value in the column of this exact name; empty when there is no such column. */
    public Optional<String> value(CsvLine.Row row, String name) {
        OptionalInt at = column(name);
        return at.isPresent() ? Optional.of(row.values().get(at.getAsInt())) : Optional.empty();
    }
}

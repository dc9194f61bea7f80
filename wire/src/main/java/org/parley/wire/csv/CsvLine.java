package org.parley.wire.csv;

import java.util.List;
import org.parley.wire.problem.Problem;

/** One record of a sheet: a row, or what could not be read as one. */
public sealed interface CsvLine {
    /** The line of the file on which it begins; the first is 1. */
    int line();

    /** Where its bytes begin in the file, in bytes from 0. */
    long offset();

    /** How many bytes it has, line end not counted. */
    long length();

    /**
     * A row that was read.
     *
     * @param values decoded and unquoted, as many as the header has
     */
    record Row(int line, List<String> values, long offset, long length) implements CsvLine {
        public Row {
            values = List.copyOf(values);
        }
    }

    /**
     * A record that cannot be read right.
     *
     * @param problem why, in words that hold nothing of its content
     */
    record Bad(int line, Problem problem, long offset, long length) implements CsvLine {}
}

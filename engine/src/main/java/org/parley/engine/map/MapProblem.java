package org.parley.engine.map;

import org.parley.wire.problem.Problem;

/**
 * A mistake in a file of a map.
 *
 * @param file relative to the trust's folder, {@code maps/pas-to-lims.csv}
 * @param line from 1; 0 when the file as a whole is meant
 * @param column for a table the cell, from 1 (A in a spreadsheet); for Java the character, from 1;
 *     0 when the line as a whole is meant
 * @param problem what is wrong
 */
public record MapProblem(String file, int line, int column, Problem problem) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + " " + problem;
    }
}

package org.parley.engine.map;

import java.util.List;

/**
 * A row that adds segments, and the rows below it that fill them.
 *
 * @param row the row
 * @param add what it does
 * @param puts the rows that write to the new segment
 */
record Addition(Row row, Action.Add add, List<Put> puts) {
    Addition {
        puts = List.copyOf(puts);
    }
}

package org.parley.testkit.fuzz;

import org.parley.wire.csv.Csv;

/** CSV of whatever style. */
public final class CsvTarget {
    private CsvTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        Csv.read(data);
    }
}

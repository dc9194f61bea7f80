package org.parley.wire.csv;

/**
 * How a sheet is written, and how much of it is taken.
 *
 * @param separator between values: comma, semicolon, tab or bar; what counts when it is not sniffed
 * @param sniff take the one of {@code , ; tab |} that the first line has most of
 * @param maxFieldBytes one value, bytes as written
 * @param maxColumns values in a row
 * @param maxRowBytes one row, bytes as written
 * @param maxRows data rows of a sheet read into memory; {@link CsvReader} has no such limit
 */
public record CsvFormat(
        char separator,
        boolean sniff,
        int maxFieldBytes,
        int maxColumns,
        int maxRowBytes,
        int maxRows) {
    /** Comma; 1 MiB a value, 4,096 columns, 16 MiB a row, 2,000,000 rows. */
    public static final CsvFormat STANDARD =
            new CsvFormat(',', false, 1 << 20, 4096, 16 << 20, 2_000_000);

    public CsvFormat {
        if (",;\t|".indexOf(separator) < 0) {
            throw new IllegalArgumentException("a separator is one of , ; tab |");
        }
        if (maxFieldBytes < 1 || maxColumns < 1 || maxRowBytes < 1 || maxRows < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }

    /** The same limits, the separator found from the first line. */
    public CsvFormat sniffed() {
        return new CsvFormat(separator, true, maxFieldBytes, maxColumns, maxRowBytes, maxRows);
    }

    /** The same limits, another separator. */
    public CsvFormat separatedBy(char other) {
        return new CsvFormat(other, false, maxFieldBytes, maxColumns, maxRowBytes, maxRows);
    }
}

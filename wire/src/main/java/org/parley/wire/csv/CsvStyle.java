package org.parley.wire.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How sheets are written; what {@link Csv#read} reads back gives the same values.
 *
 * @param separator one of {@code , ; tab |}
 * @param lineEnd {@code \r\n} as RFC 4180 has it, or {@code \n}
 * @param guardFormulas put an apostrophe before a value that a spreadsheet would run as a formula
 *     ({@code = + - @}, tab, carriage return first); plain numbers stay. It changes values, so it
 *     is for sheets that people open, not for machines.
 */
public record CsvStyle(char separator, String lineEnd, boolean guardFormulas) {
    /** Comma, CRLF, values as they are. */
    public static final CsvStyle STANDARD = new CsvStyle(',', "\r\n", false);

    /** Comma, CRLF, formulas guarded. */
    public static final CsvStyle FOR_PEOPLE = new CsvStyle(',', "\r\n", true);

    public CsvStyle {
        if (",;\t|".indexOf(separator) < 0) {
            throw new IllegalArgumentException("a separator is one of , ; tab |");
        }
        if (!lineEnd.equals("\r\n") && !lineEnd.equals("\n")) {
            throw new IllegalArgumentException("a line ends with CRLF or LF");
        }
    }

    /** All rows, header first, in UTF-8 without byte order mark. */
    public byte[] bytes(List<List<String>> rows) {
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            append(out, row);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One row with its line end.
     *
     * @throws IllegalArgumentException for a row without values and for a value with NUL, which no
     *     reader takes
     */
    public String row(List<String> values) {
        StringBuilder out = new StringBuilder();
        append(out, values);
        return out.toString();
    }

    private void append(StringBuilder out, List<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a row has at least one value");
        }
        if (values.size() == 1 && values.getFirst().isEmpty()) {
            // Unquoted it would be an empty line, which readers pass over.
            out.append("\"\"").append(lineEnd);
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(separator);
            }
            value(out, guardFormulas ? guarded(values.get(i)) : values.get(i));
        }
        out.append(lineEnd);
    }

    private void value(StringBuilder out, String value) {
        boolean quote = false;
        for (int i = 0; i < value.length() && !quote; i++) {
            char c = value.charAt(i);
            quote = c == separator || c == '"' || c == '\r' || c == '\n' || c == '\uFEFF';
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a value cannot hold NUL");
        }
        boolean edges = value.startsWith(" ") || value.endsWith(" ");
        if (quote || edges) {
            out.append('"').append(value.replace("\"", "\"\"")).append('"');
        } else {
            out.append(value);
        }
    }

    private static String guarded(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        return formula && !value.matches("[+-]?\\d{1,15}(\\.\\d{1,15})?") ? "'" + value : value;
    }
}

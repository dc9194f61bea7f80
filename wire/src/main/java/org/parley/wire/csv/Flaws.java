package org.parley.wire.csv;

import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** The problems of sheets. Texts name counts and limits, never content. */
final class Flaws {
    private Flaws() {}

    static Problem ragged(int got, int wanted) {
        return sender(
                "PAR-1300",
                "The row has " + got + " values, the header has " + wanted + ".",
                "Ask the sender for a row with as many values as the header has names.");
    }

    static Problem unclosed(int from, int to) {
        return sender(
                "PAR-1301",
                "A quote that opens in the row of line "
                        + from
                        + " is never closed, so nothing up to line "
                        + to
                        + " can be told apart.",
                "Ask the sender to close the quote and to write a quote within a value twice.");
    }

    static Problem afterQuote() {
        return sender(
                "PAR-1302",
                "Text follows the closing quote of a value.",
                "Ask the sender to write a quote within a value twice.");
    }

    static Problem nul() {
        return sender(
                "PAR-1303",
                "The row holds a NUL byte.",
                "Ask the sender for text in UTF-8; NUL bytes come from damage or another charset.");
    }

    static Problem longField(int limit) {
        return capacity(
                "PAR-1304",
                "A value is longer than the limit of " + limit + " bytes.",
                "Look for a quote that is never closed; else ask for shorter values.");
    }

    static Problem manyColumns(int limit) {
        return capacity(
                "PAR-1305",
                "The row has more values than the limit of " + limit + ".",
                "Check the separator and the line ends of the file.");
    }

    static Problem longRow(int limit) {
        return capacity(
                "PAR-1306",
                "The row is longer than the limit of " + limit + " bytes.",
                "Look for a quote that is never closed, and check the line ends of the file.");
    }

    static Problem twice() {
        return sender(
                "PAR-1307",
                "Two columns have the same name; the first is taken when it is asked for by name.",
                "Ask the sender to give each column a name of its own.");
    }

    static Problem windows1252() {
        return sender(
                "PAR-1308",
                "The file is not UTF-8 and is read as windows-1252.",
                "Check names with accents once by eye, and ask the sender for UTF-8.");
    }

    static Problem utf16() {
        return sender(
                "PAR-1309",
                "The file is UTF-16, which is not read as CSV.",
                "Ask the sender to save it as CSV UTF-8.");
    }

    static Problem manyRows(int limit) {
        return capacity(
                "PAR-1310",
                "The sheet has more rows than the limit of "
                        + limit
                        + "; the rows from this line on were not read.",
                "Split the file, or read it as a stream of rows.");
    }

    static Problem empty() {
        return sender(
                "PAR-1311",
                "The file has no header row.",
                "Ask the sender to put the names of the columns on the first line.");
    }

    static Problem undefined() {
        return sender(
                "PAR-1312",
                "The row holds bytes that are neither UTF-8 nor windows-1252.",
                "Ask the sender for UTF-8.");
    }

    private static Problem sender(String code, String text, String remedy) {
        return new Problem(code, Culprit.SENDER, text, remedy);
    }

    private static Problem capacity(String code, String text, String remedy) {
        return new Problem(code, Culprit.CAPACITY, text, remedy);
    }
}

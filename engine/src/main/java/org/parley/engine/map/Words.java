package org.parley.engine.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a cell into words and quoted texts. */
public final class Words {
    /**
     * A word or a quoted text.
     *
     * @param text without its quotes
     * @param quoted whether it had quotes
     */
    public record Word(String text, boolean quoted) {}

    private Words() {}

    /** The words of a cell; a comma is a word of its own; empty when a quote is never closed. */
    public static Optional<List<Word>> of(String cell) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < cell.length()) {
            char c = cell.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == ',') {
                words.add(new Word(",", false));
                at++;
            } else if (quote(c)) {
                StringBuilder text = new StringBuilder();
                at = quoted(cell, at, text);
                if (at < 0) {
                    return Optional.empty();
                }
                words.add(new Word(text.toString(), true));
            } else {
                int start = at;
                while (at < cell.length()
                        && !Character.isWhitespace(cell.charAt(at))
                        && cell.charAt(at) != ','
                        && !quote(cell.charAt(at))) {
                    at++;
                }
                words.add(new Word(cell.substring(start, at), false));
            }
        }
        return Optional.of(words);
    }

    /** Reads to the closing quote, a quote within written twice; -1 when there is none. */
    private static int quoted(String cell, int open, StringBuilder text) {
        char kind = plain(cell.charAt(open));
        for (int i = open + 1; i < cell.length(); i++) {
            if (plain(cell.charAt(i)) != kind) {
                text.append(cell.charAt(i));
            } else if (i + 1 < cell.length() && plain(cell.charAt(i + 1)) == kind) {
                text.append(kind);
                i++;
            } else {
                return i + 1;
            }
        }
        return -1;
    }

    private static boolean quote(char c) {
        char plain = plain(c);
        return plain == '"' || plain == '\'';
    }

    /** Spreadsheets make quotes curly. */
    private static char plain(char c) {
        return switch (c) {
            case '\u201c', '\u201d' -> '"';
            case '\u2018', '\u2019' -> '\'';
            default -> c;
        };
    }
}

package org.parley.engine.route;

import java.util.Optional;

/** Reads a condition from left to right. Never throws, whatever the text. */
final class Scanner {
    private static final String SYMBOLS = "=!<>";
    private static final String OPENING_QUOTES = "\"'\u201c\u201d\u2018\u2019";

    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    /** Where the next thing begins, white space passed over. */
    int position() {
        while (at < text.length() && blank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    void back(int position) {
        at = position;
    }

    boolean ended() {
        return position() == text.length();
    }

    /** The next character without taking it; NUL at the end. */
    char next() {
        return ended() ? '\0' : text.charAt(at);
    }

    /** Takes this character if it is next. */
    boolean take(char wanted) {
        if (!ended() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes these words if they are next, upper or lower case. */
    boolean take(String... words) {
        int start = position();
        for (String wanted : words) {
            if (!word().equalsIgnoreCase(wanted)) {
                at = start;
                return false;
            }
        }
        return true;
    }

    /** The next run of letters, digits and {@code - . _ [ ]}; empty when something else is next. */
    String word() {
        int start = position();
        while (at < text.length() && wordly(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** The next run of {@code = ! < >}; empty when something else is next. */
    String symbol() {
        int start = position();
        while (at < text.length() && SYMBOLS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    boolean quoteNext() {
        return !ended() && OPENING_QUOTES.indexOf(text.charAt(at)) >= 0;
    }

    /**
     * A text between quotes, a quote within it written twice; empty when it does not end. Curly
     * quotes, as spreadsheets make them, count as straight ones.
     */
    Optional<String> quoted() {
        char quote = straight(text.charAt(position()));
        StringBuilder out = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            if (straight(text.charAt(i)) != quote) {
                out.append(text.charAt(i));
            } else if (i + 1 < text.length() && straight(text.charAt(i + 1)) == quote) {
                out.append(quote);
                i++;
            } else {
                at = i + 1;
                return Optional.of(out.toString());
            }
        }
        return Optional.empty();
    }

    /** A text without quotes: up to a blank, a comma or a parenthesis. */
    String bare() {
        int start = position();
        while (at < text.length()
                && !blank(text.charAt(at))
                && ",()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private static char straight(char c) {
        return switch (c) {
            case '\u201c', '\u201d' -> '"';
            case '\u2018', '\u2019' -> '\'';
            default -> c;
        };
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || c == '\u00a0';
    }

    private static boolean wordly(char c) {
        return Character.isLetterOrDigit(c) || "-._[]".indexOf(c) >= 0;
    }
}

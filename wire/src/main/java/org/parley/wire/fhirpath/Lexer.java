package org.parley.wire.fhirpath;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into words and signs. */
final class Lexer {
    static final int MAX_LENGTH = 20_000;

    private final String text;
    private int at;

    /** What a token is. */
    enum Kind {
        NAME,
        QUOTED_NAME,
        STRING,
        NUMBER,
        DATE,
        TIME,
        SIGN,
        END
    }

    /** One token; its text is unquoted. */
    record Token(Kind kind, String text) {}

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new FhirPathException(
                    "an expression is longer than " + MAX_LENGTH + " characters");
        }
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        while (true) {
            Token token = lexer.next();
            tokens.add(token);
            if (token.kind() == Kind.END) {
                return tokens;
            }
        }
    }

    private Token next() {
        blank();
        if (at >= text.length()) {
            return new Token(Kind.END, "");
        }
        char c = text.charAt(at);
        if (Character.isLetter(c) || c == '_') {
            return new Token(
                    Kind.NAME,
                    take("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"));
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        if (c == '\'') {
            return new Token(Kind.STRING, quoted('\''));
        }
        if (c == '`') {
            return new Token(Kind.QUOTED_NAME, quoted('`'));
        }
        if (c == '"') {
            return new Token(Kind.QUOTED_NAME, quoted('"'));
        }
        if (c == '@') {
            return moment();
        }
        if (c == '$' || c == '%') {
            at++;
            if (c == '%'
                    && at < text.length()
                    && (text.charAt(at) == '`' || text.charAt(at) == '\'')) {
                return new Token(Kind.SIGN, "%" + quoted(text.charAt(at)));
            }
            return new Token(
                    Kind.SIGN,
                    c + take("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"));
        }
        for (String two : new String[] {"<=", ">=", "!=", "!~"}) {
            if (text.startsWith(two, at)) {
                at += 2;
                return new Token(Kind.SIGN, two);
            }
        }
        if ("+-*/&|()[]{}.,=~<>".indexOf(c) < 0) {
            throw new FhirPathException("an expression has a strange sign");
        }
        at++;
        return new Token(Kind.SIGN, String.valueOf(c));
    }

    private Token number() {
        int begin = at;
        take("0123456789");
        if (at + 1 < text.length()
                && text.charAt(at) == '.'
                && Character.isDigit(text.charAt(at + 1))) {
            at++;
            take("0123456789");
        }
        return new Token(Kind.NUMBER, text.substring(begin, at));
    }

    private Token moment() {
        at++;
        if (at < text.length() && text.charAt(at) == 'T') {
            at++;
            return new Token(Kind.TIME, digits());
        }
        return new Token(Kind.DATE, digits());
    }

    private String digits() {
        int begin = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean part = Character.isDigit(c) || "-:TZ+".indexOf(c) >= 0;
            boolean point =
                    c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
            if (!part && !point) {
                break;
            }
            at++;
        }
        return text.substring(begin, at);
    }

    private String take(String letters) {
        int begin = at;
        while (at < text.length() && letters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == begin) {
            throw new FhirPathException("a name is missing");
        }
        return text.substring(begin, at);
    }

    private String quoted(char quote) {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c != '\\' || at >= text.length()) {
                out.append(c);
                continue;
            }
            char e = text.charAt(at++);
            switch (e) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    if (at + 4 > text.length()
                            || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                        throw new FhirPathException("a text has a broken escape");
                    }
                    out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                }
                case '\\', '/', '\'', '"', '`' -> out.append(e);
                default -> out.append('\\').append(e);
            }
        }
        if (at >= text.length()) {
            throw new FhirPathException("a text does not end");
        }
        at++;
        return out.toString();
    }

    private void blank() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw new FhirPathException("a comment does not end");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }
}

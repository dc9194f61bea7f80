package org.parley.engine.map.fhir.back;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.parley.engine.map.fhir.back.WalkReader.Wrong;

/** Reads a condition about the content: the words of docs/guide/conditions.md, paths of FHIR. */
final class AskReader {
    /** Deepest nesting of not and parentheses. */
    static final int MAX_DEPTH = 32;

    /** Longest condition, in characters. */
    static final int MAX_LENGTH = 4_096;

    private final String text;
    private final WalkReader walks;
    private final String base;
    private final Scope scope;
    private int at;
    private int depth;

    AskReader(String text, WalkReader walks, String base, Scope scope) {
        this.text = text;
        this.walks = walks;
        this.base = base;
        this.scope = scope;
    }

    Ask whole() throws Wrong {
        if (text.length() > MAX_LENGTH) {
            throw new Wrong("A condition has at most " + MAX_LENGTH + " characters.");
        }
        Ask ask = either();
        if (peek() != 0) {
            throw new Wrong("'" + text.substring(at).strip() + "' is too much.");
        }
        return ask;
    }

    private Ask either() throws Wrong {
        Ask ask = both();
        while (take("or")) {
            ask = new Ask.Or(ask, both());
        }
        return ask;
    }

    private Ask both() throws Wrong {
        Ask ask = one();
        while (take("and")) {
            ask = new Ask.And(ask, one());
        }
        return ask;
    }

    private Ask one() throws Wrong {
        if (++depth > MAX_DEPTH) {
            throw new Wrong("It is nested deeper than " + MAX_DEPTH + ".");
        }
        try {
            if (take("not")) {
                return new Ask.Not(one());
            }
            if (peek() == '(') {
                at++;
                Ask ask = either();
                expect(')');
                return ask;
            }
            return relation(walks.read(path(), base, scope));
        } finally {
            depth--;
        }
    }

    private Ask relation(Walk path) throws Wrong {
        if (take("valued")) {
            return new Ask.Valued(path);
        }
        if (take("not")) {
            if (take("valued")) {
                return new Ask.Not(new Ask.Valued(path));
            }
            if (take("in")) {
                return new Ask.Not(new Ask.Among(leaf(path), list()));
            }
            throw new Wrong("After 'not' comes 'valued' or 'in'.");
        }
        if (take("in")) {
            return new Ask.Among(leaf(path), list());
        }
        if (take("starts")) {
            if (!take("with")) {
                throw new Wrong("After 'starts' comes 'with'.");
            }
            return new Ask.Begins(leaf(path), value());
        }
        if (take("same")) {
            if (!take("as")) {
                throw new Wrong("After 'same' comes 'as'.");
            }
            Walk other = walks.read(path(), base, scope);
            boolean things = path.type().equals(other.type()) && !Types.primitive(path.type());
            return things ? new Ask.SameThing(path, other) : new Ask.Same(leaf(path), leaf(other));
        }
        if (peek() == '=') {
            at++;
            return new Ask.Among(leaf(path), Set.of(value()));
        }
        if (peek() == '!' && at + 1 < text.length() && text.charAt(at + 1) == '=') {
            at += 2;
            return new Ask.Not(new Ask.Among(leaf(path), Set.of(value())));
        }
        throw new Wrong(
                "After a path comes =, !=, in, starts with, same as, valued or not valued.");
    }

    private static Walk leaf(Walk path) throws Wrong {
        if (!Types.primitive(path.type())) {
            throw new Wrong(
                    "A "
                            + path.type()
                            + " has no text of its own to compare; name an element of it.");
        }
        return path;
    }

    private Set<String> list() throws Wrong {
        expect('(');
        Set<String> values = new HashSet<>();
        do {
            values.add(value());
        } while (peek() == ',' && at++ >= 0);
        expect(')');
        return values;
    }

    private String value() throws Wrong {
        char quote = peek();
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote, at + 1);
            if (end < 0) {
                throw new Wrong("A quote is never closed.");
            }
            String value = text.substring(at + 1, end);
            at = end + 1;
            return value;
        }
        int begin = at;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && ",()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == begin) {
            throw new Wrong("A value is missing.");
        }
        return text.substring(begin, at);
    }

    /** Up to a blank or a relation's sign outside of brackets. */
    private String path() {
        peek();
        int begin = at;
        int open = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (open == 0 && (Character.isWhitespace(c) || "=!)".indexOf(c) >= 0)) {
                break;
            }
            open += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            at++;
        }
        return text.substring(begin, at);
    }

    private boolean take(String word) {
        peek();
        int end = at + word.length();
        boolean here =
                end <= text.length()
                        && text.substring(at, end).toLowerCase(Locale.ROOT).equals(word)
                        && (end == text.length()
                                || Character.isWhitespace(text.charAt(end))
                                || "()".indexOf(text.charAt(end)) >= 0);
        if (here) {
            at = end;
        }
        return here;
    }

    private void expect(char sign) throws Wrong {
        if (peek() != sign) {
            throw new Wrong("'" + sign + "' is missing.");
        }
        at++;
    }

    /** The next sign that is no blank; NUL at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }
}

package org.parley.wire.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * Reads JSON (RFC 8259, UTF-8) into a tree. A reader is used by one thread at a time, over and
 * over: it remembers the names of members, so that the same name is the same object.
 */
public final class JsonReader {
    /** Longest text that is read, in bytes. */
    public static final int MAX_BYTES = 256 * 1024 * 1024;

    /** Deepest nesting. */
    public static final int MAX_DEPTH = 200;

    /** Most members of one object. */
    public static final int MAX_MEMBERS = 2_000;

    private static final int MAX_REPEATED = 100;

    private final JsonNames known = new JsonNames();
    private String[] names = new String[64];
    private Json[] values = new Json[64];
    private int top;
    private byte[] bytes = new byte[0];
    private int at;
    private List<JsonReading.Repeated> repeated = new ArrayList<>();

    /** Reads one value; nothing but white space may follow. */
    public JsonReading read(byte[] json) {
        if (json.length > MAX_BYTES) {
            return refused(
                    new Refusal("PAR-4302", "is longer than " + MAX_BYTES + " bytes", MAX_BYTES));
        }
        bytes = json;
        at = json.length > 2 && (json[0] & 255) == 0xef && (json[1] & 255) == 0xbb ? 3 : 0;
        top = 0;
        repeated = new ArrayList<>();
        try {
            blank();
            Json root = value(0);
            blank();
            if (at < json.length) {
                throw wrong("goes on after its end");
            }
            return new JsonReading.Read(root, repeated);
        } catch (Refusal refusal) {
            return refused(refusal);
        } finally {
            bytes = new byte[0];
            Arrays.fill(values, null);
        }
    }

    private static JsonReading refused(Refusal refusal) {
        boolean limit = !refusal.code.equals("PAR-4300");
        return new JsonReading.Refused(
                new Problem(
                        refusal.code,
                        limit ? Culprit.CAPACITY : Culprit.SENDER,
                        "The JSON " + refusal.text + " (byte " + refusal.at + ").",
                        limit
                                ? "Ask the sender for smaller or flatter messages."
                                : "Ask the sender to write JSON by RFC 8259 in UTF-8."),
                refusal.at);
    }

    private Json value(int depth) throws Refusal {
        if (at >= bytes.length) {
            throw wrong("ends too early");
        }
        int begin = at;
        return switch (bytes[at]) {
            case '{' -> object(begin, depth + 1);
            case '[' -> list(begin, depth + 1);
            case '"' -> new Json.Text(begin, string());
            case 't' -> word("true", new Json.Bool(begin, true));
            case 'f' -> word("false", new Json.Bool(begin, false));
            case 'n' -> word("null", new Json.Null(begin));
            default -> number(begin);
        };
    }

    private Json object(int begin, int depth) throws Refusal {
        deep(depth);
        at++;
        int base = top;
        blank();
        if (next('}')) {
            return new Json.Members(begin, new String[0], new Json[0]);
        }
        do {
            blank();
            int nameAt = at;
            if (at >= bytes.length || bytes[at] != '"') {
                throw wrong("has a member without a quoted name");
            }
            String name = name();
            blank();
            if (!next(':')) {
                throw wrong("has no colon after a name");
            }
            blank();
            Json value = value(depth);
            if (seen(base, name)) {
                if (repeated.size() < MAX_REPEATED) {
                    repeated.add(new JsonReading.Repeated(name, nameAt));
                }
            } else {
                push(name, value);
                if (top - base > MAX_MEMBERS) {
                    throw new Refusal("PAR-4303", "has an object of too many members", at);
                }
            }
            blank();
        } while (next(','));
        if (!next('}')) {
            throw wrong("has an object that does not end");
        }
        Json.Members made =
                new Json.Members(
                        begin,
                        Arrays.copyOfRange(names, base, top),
                        Arrays.copyOfRange(values, base, top));
        top = base;
        return made;
    }

    private boolean seen(int base, String name) {
        for (int i = base; i < top; i++) {
            if (names[i].equals(name)) {
                return true;
            }
        }
        return false;
    }

    private Json list(int begin, int depth) throws Refusal {
        deep(depth);
        at++;
        int base = top;
        blank();
        if (next(']')) {
            return new Json.Items(begin, new Json[0]);
        }
        do {
            blank();
            push("", value(depth));
            blank();
        } while (next(','));
        if (!next(']')) {
            throw wrong("has a list that does not end");
        }
        Json.Items made = new Json.Items(begin, Arrays.copyOfRange(values, base, top));
        top = base;
        return made;
    }

    private void push(String name, Json value) {
        if (top == values.length) {
            names = Arrays.copyOf(names, top * 2);
            values = Arrays.copyOf(values, top * 2);
        }
        names[top] = name;
        values[top++] = value;
    }

    private void deep(int depth) throws Refusal {
        if (depth > MAX_DEPTH) {
            throw new Refusal("PAR-4301", "is nested deeper than " + MAX_DEPTH + " levels", at);
        }
    }

    private String name() throws Refusal {
        int begin = at + 1;
        int hash = 0;
        for (int i = begin; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '"') {
                at = i + 1;
                return known.of(bytes, begin, i, hash);
            }
            if (b == '\\' || b < ' ') {
                return string();
            }
            hash = hash * 31 + b;
        }
        throw wrong("has a name that does not end");
    }

    private String string() throws Refusal {
        int begin = at + 1;
        int i = begin;
        while (i < bytes.length && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        if (i < bytes.length && bytes[i] == '"') {
            at = i + 1;
            return new String(bytes, begin, i - begin, StandardCharsets.ISO_8859_1);
        }
        JsonStrings.Decoded decoded = JsonStrings.decode(bytes, begin);
        at = decoded.end();
        if (decoded.fault() != null) {
            throw wrong(decoded.fault());
        }
        return decoded.text();
    }

    private Json word(String word, Json value) throws Refusal {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != word.charAt(i)) {
                throw wrong("has an unquoted word");
            }
        }
        at += word.length();
        return value;
    }

    private Json number(int begin) throws Refusal {
        int i = begin;
        if (i < bytes.length && bytes[i] == '-') {
            i++;
        }
        int whole = i;
        i = digits(i);
        if (i == whole || (bytes[whole] == '0' && i - whole > 1)) {
            throw wrong("has a sign where a value is due");
        }
        if (i < bytes.length && bytes[i] == '.') {
            int fraction = ++i;
            i = digits(i);
            if (i == fraction) {
                throw wrong("has a number without digits after the point");
            }
        }
        if (i < bytes.length && (bytes[i] == 'e' || bytes[i] == 'E')) {
            i++;
            if (i < bytes.length && (bytes[i] == '+' || bytes[i] == '-')) {
                i++;
            }
            int exponent = i;
            i = digits(i);
            if (i == exponent) {
                throw wrong("has a number without digits in its exponent");
            }
        }
        at = i;
        return new Json.Num(
                begin, new String(bytes, begin, i - begin, StandardCharsets.ISO_8859_1));
    }

    private int digits(int from) {
        int i = from;
        while (i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    private void blank() {
        while (at < bytes.length
                && (bytes[at] == ' '
                        || bytes[at] == '\n'
                        || bytes[at] == '\r'
                        || bytes[at] == '\t')) {
            at++;
        }
    }

    private boolean next(char sign) {
        if (at < bytes.length && bytes[at] == sign) {
            at++;
            return true;
        }
        return false;
    }

    private Refusal wrong(String text) {
        return new Refusal("PAR-4300", text, at);
    }

    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final String text;
        private final int at;

        Refusal(String code, String text, int at) {
            super(text, null, false, false);
            this.code = code;
            this.text = text;
            this.at = at;
        }
    }
}

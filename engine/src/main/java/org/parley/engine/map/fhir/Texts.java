package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.JsonWriter;

/** Makes texts of FHIR. */
final class Texts {
    private Texts() {}

    /** A string or markdown: as it stands; what FHIR forbids in a string becomes a blank. */
    record Plain() implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            if (text == null && clean(run.places(), range, false)) {
                byte[] view = run.places().view();
                int from = Places.from(range);
                int end = Places.end(range);
                return run.put(node, element, label, view, from, end, true);
            }
            return put(run, node, element, label, said(run, range, text));
        }
    }

    /** A code, id or oid: blanks around it go; blanks inside make it invalid. */
    record Token(boolean uri) implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            if (text == null && clean(run.places(), range, true)) {
                byte[] view = run.places().view();
                int from = Places.from(range);
                return run.put(node, element, label, view, from, Places.end(range), true);
            }
            String token = said(run, range, text).strip();
            boolean spaced = token.indexOf(' ') >= 0 || token.indexOf('\t') >= 0;
            if (token.isEmpty() || (spaced && (uri || token.contains("  ")))) {
                run.account().flag(Account.Flag.NOT_VALID, run, range, element.type());
                return false;
            }
            return put(run, node, element, label, token);
        }
    }

    /** Base64 as v2 carries it: line breaks go. */
    record Base64() implements Maker {
        private static final Pattern BLANKS = Pattern.compile("\\s+");
        private static final Pattern CODED = Pattern.compile("[A-Za-z0-9+/]*+={0,2}");

        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            String packed = BLANKS.matcher(said(run, range, text)).replaceAll("");
            boolean valid =
                    !packed.isEmpty()
                            && packed.length() % 4 == 0
                            && CODED.matcher(packed).matches();
            if (!valid) {
                run.account().flag(Account.Flag.NOT_VALID, run, range, element.type());
                return false;
            }
            return put(run, node, element, label, packed);
        }
    }

    /** Yes and no in the forms that v2 and its neighbours have. */
    record Truth() implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            String said = said(run, range, text).strip().toLowerCase(java.util.Locale.ROOT);
            String value =
                    switch (said) {
                        case "y", "yes", "true", "1" -> "true";
                        case "n", "no", "false", "0" -> "false";
                        default -> "";
                    };
            if (value.isEmpty()) {
                run.account().flag(Account.Flag.NOT_VALID, run, range, element.type());
                return false;
            }
            return bare(run, node, element, label, value);
        }
    }

    /** Text as the base64 of its UTF-8 bytes. */
    record Encoded() implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            byte[] bytes = said(run, range, text).getBytes(StandardCharsets.UTF_8);
            return put(
                    run, node, element, label, java.util.Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** A number as JSON has it; digits stay as they were sent, so precision does. */
    record Numeric(boolean whole, boolean unsigned, boolean positive) implements Maker {
        /** Longest number, in characters. */
        private static final int MAX_LENGTH = 40;

        static Numeric of(String type) {
            boolean positive = type.equals("positiveInt");
            return new Numeric(
                    !type.equals("decimal"), positive || type.equals("unsignedInt"), positive);
        }

        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            String number = number(said(run, range, text).strip());
            boolean valid =
                    !number.isEmpty()
                            && !(whole && number.indexOf('.') >= 0)
                            && !(positive && number.equals("0"))
                            && !(unsigned && number.startsWith("-"));
            if (!valid) {
                run.account().flag(Account.Flag.NOT_VALID, run, range, element.type());
                return false;
            }
            return bare(run, node, element, label, number);
        }

        /** As JSON wants it; empty when it is no number. */
        private static String number(String text) {
            int at = 0;
            boolean minus = text.startsWith("-");
            if (minus || text.startsWith("+")) {
                at++;
            }
            int start = at;
            while (at < text.length() && digit(text.charAt(at))) {
                at++;
            }
            int dot = at;
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
                while (at < text.length() && digit(text.charAt(at))) {
                    at++;
                }
            }
            boolean none = dot == start && at <= dot + 1;
            if (none || at < text.length() || text.length() > MAX_LENGTH) {
                return "";
            }
            while (start + 1 < dot && text.charAt(start) == '0') {
                start++;
            }
            String whole = start == dot ? "0" : text.substring(start, dot);
            String part = at > dot + 1 ? text.substring(dot, at) : "";
            return (minus ? "-" : "") + whole + part;
        }

        private static boolean digit(char c) {
            return c >= '0' && c <= '9';
        }
    }

    /**
     * Lines of one text: each value goes below those that the element has already. Written at the
     * end of the scratch, so that a long text costs no more than its length.
     */
    @SuppressWarnings({"ReferenceEquality", "ArrayEquals"}) // the array itself is meant
    record Line() implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            String line = allowed(said(run, range, text));
            int at = run.place(node, element, label);
            if (at == Tree.NONE || line.isBlank()) {
                return false;
            }
            Tree tree = run.tree();
            JsonWriter scratch = run.scratch();
            if (!tree.valued(at)) {
                return put(run, node, element, label, line);
            }
            boolean last = tree.source(at) == scratch.array() && tree.end(at) == scratch.size();
            int from = last ? tree.from(at) : scratch.size();
            if (!last) {
                scratch.raw(tree.source(at), tree.from(at), tree.end(at));
            }
            scratch.back(scratch.size() - 1);
            scratch.sign('\\');
            scratch.sign('n');
            scratch.rest(line);
            tree.value(at, scratch.array(), from, scratch.size(), false);
            return true;
        }
    }

    /** A Quantity of a number with or without a comparator, {@code <5}; other texts are none. */
    record Amount(Element value, Element comparator) implements Maker.Complex {
        private static final Pattern FORM = Pattern.compile("(<=|>=|<|>|≤|≥)?\\s*([-+]?[\\d.]+)");

        static Amount of(Elements r4) {
            return new Amount(r4.of("Quantity", "value"), r4.of("Quantity", "comparator"));
        }

        @Override
        public boolean fill(Run run, int node, long range, @Nullable String text) {
            Matcher form = FORM.matcher(said(run, range, text).strip());
            String number = form.matches() ? Numeric.number(form.group(2)) : "";
            if (number.isEmpty() || !bare(run, node, value, 0, number)) {
                return false;
            }
            String sign = form.group(1);
            return sign == null
                    || put(
                            run,
                            node,
                            comparator,
                            0,
                            sign.equals("≤") ? "<=" : sign.equals("≥") ? ">=" : sign);
        }
    }

    /** ASCII, nothing to escape, and not blanks alone, or no blank at all. */
    private static boolean clean(Places places, long range, boolean solid) {
        if (range == Places.ABSENT) {
            return false;
        }
        byte[] view = places.view();
        byte escape = places.escape();
        boolean any = false;
        for (int i = Places.from(range); i < Places.end(range); i++) {
            byte b = view[i];
            boolean blank = b == ' ';
            if (b < ' ' || b == escape || b == '"' || b == '\\' || (solid && blank)) {
                return false;
            }
            any |= !blank;
        }
        return any;
    }

    static String said(Run run, long range, @Nullable String text) {
        return text == null ? run.places().text(range) : text;
    }

    /** Writes a string; false when FHIR has no such string. */
    static boolean put(Run run, int node, Element element, long label, String text) {
        String allowed = allowed(text);
        if (allowed.isBlank()) {
            return false;
        }
        int mark = run.scratch().size();
        run.scratch().string(allowed);
        return run.put(node, element, label, mark);
    }

    /** The text without what FHIR forbids in a string. */
    private static String allowed(String text) {
        String allowed = text;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
                allowed = allowed.replace(c, ' ');
            }
        }
        return allowed;
    }

    /** Writes a number, true or false. */
    static boolean bare(Run run, int node, Element element, long label, String json) {
        int mark = run.scratch().size();
        for (int i = 0; i < json.length(); i++) {
            run.scratch().sign(json.charAt(i));
        }
        return run.put(node, element, label, mark);
    }
}

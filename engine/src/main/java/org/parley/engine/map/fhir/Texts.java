package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes texts of FHIR. */
final class Texts {
    private Texts() {}

    /** A string or markdown: as it stands; what FHIR forbids in a string becomes a blank. */
    record Plain() implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            if (text == null && clean(run.places(), range)) {
                byte[] view = run.places().view();
                int from = Places.from(range);
                int end = Places.end(range);
                return run.put(node, element, label, view, from, end, true);
            }
            return put(run, node, element, label, said(run, range, text));
        }

        /** ASCII, nothing to escape, and not blanks alone. */
        private static boolean clean(Places places, long range) {
            byte[] view = places.view();
            byte escape = places.escape();
            boolean any = false;
            for (int i = Places.from(range); i < Places.end(range); i++) {
                byte b = view[i];
                if (b < ' ' || b == escape || b == '"' || b == '\\') {
                    return false;
                }
                any |= b != ' ';
            }
            return any;
        }
    }

    /** A code, id or oid: blanks around it go; blanks inside make it invalid. */
    record Token(boolean uri) implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            String token = said(run, range, text).strip();
            boolean spaced = token.chars().anyMatch(c -> c <= ' ');
            if (token.isEmpty() || (spaced && (uri || token.contains("  ")))) {
                run.account().flag(Account.Flag.NOT_VALID, run, range, element.type());
                return false;
            }
            return put(run, node, element, label, token);
        }
    }

    /** Base64 as v2 carries it: line breaks go. */
    record Base64() implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            String packed = said(run, range, text).replaceAll("\\s+", "");
            boolean valid =
                    !packed.isEmpty()
                            && packed.length() % 4 == 0
                            && packed.matches("[A-Za-z0-9+/]*={0,2}");
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
    record Numeric(boolean whole) implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            String number = number(said(run, range, text).strip());
            boolean least = element.type().equals("positiveInt") && number.matches("0+");
            boolean signed = element.type().matches("positiveInt|unsignedInt");
            boolean valid =
                    !number.isEmpty()
                            && !(whole && number.contains("."))
                            && !least
                            && !(signed && number.startsWith("-"));
            if (!valid) {
                run.account().flag(Account.Flag.NOT_VALID, run, range, element.type());
                return false;
            }
            return bare(run, node, element, label, number);
        }

        private static String number(String text) {
            String digits = text.startsWith("+") ? text.substring(1) : text;
            boolean minus = digits.startsWith("-");
            digits = minus ? digits.substring(1) : digits;
            if (digits.length() > 40 || !digits.matches("\\d+\\.?\\d*|\\.\\d+")) {
                return "";
            }
            digits = digits.startsWith(".") ? "0" + digits : digits;
            digits = digits.endsWith(".") ? digits.substring(0, digits.length() - 1) : digits;
            int zeros = 0;
            while (zeros + 1 < digits.length()
                    && digits.charAt(zeros) == '0'
                    && digits.charAt(zeros + 1) != '.') {
                zeros++;
            }
            return (minus ? "-" : "") + digits.substring(zeros);
        }
    }

    static String said(Run run, long range, @Nullable String text) {
        return text == null ? run.places().text(range) : text;
    }

    /** Writes a string; false when FHIR has no such string. */
    static boolean put(Run run, int node, Element element, long label, String text) {
        String allowed = text;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
                allowed = text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", " ");
                break;
            }
        }
        if (allowed.isBlank()) {
            return false;
        }
        int mark = run.scratch().size();
        run.scratch().string(allowed);
        return run.put(node, element, label, mark);
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

package org.parley.conformance.validate;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.Temporal;

/** The primitive types: how a value may be written. */
enum Primitive {
    BOOLEAN,
    INTEGER,
    POSITIVE,
    UNSIGNED,
    DECIMAL,
    STRING,
    MARKDOWN,
    CODE,
    ID,
    URI,
    CANONICAL,
    OID,
    UUID,
    DATE,
    DATE_TIME,
    INSTANT,
    TIME,
    BASE64,
    XHTML;

    /** Longest string, in characters. */
    static final int MAX_STRING = 1024 * 1024;

    private static final Map<String, Primitive> BY_NAME =
            Map.ofEntries(
                    Map.entry("boolean", BOOLEAN),
                    Map.entry("integer", INTEGER),
                    Map.entry("positiveInt", POSITIVE),
                    Map.entry("unsignedInt", UNSIGNED),
                    Map.entry("decimal", DECIMAL),
                    Map.entry("string", STRING),
                    Map.entry("http://hl7.org/fhirpath/System.String", STRING),
                    Map.entry("markdown", MARKDOWN),
                    Map.entry("code", CODE),
                    Map.entry("id", ID),
                    Map.entry("uri", URI),
                    Map.entry("url", URI),
                    Map.entry("canonical", CANONICAL),
                    Map.entry("oid", OID),
                    Map.entry("uuid", UUID),
                    Map.entry("date", DATE),
                    Map.entry("dateTime", DATE_TIME),
                    Map.entry("instant", INSTANT),
                    Map.entry("time", TIME),
                    Map.entry("base64Binary", BASE64),
                    Map.entry("xhtml", XHTML));

    private static final Pattern OID_SHAPE =
            Pattern.compile("urn:oid:[0-2](\\.(0|[1-9]\\d*)){1,60}");
    private static final Pattern UUID_SHAPE =
            Pattern.compile(
                    "urn:uuid:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    static @Nullable Primitive of(String type) {
        return BY_NAME.get(type);
    }

    /** What is wrong with the value, as the end of a sentence; null when nothing is. */
    @Nullable String fault(Json value) {
        return switch (this) {
            case BOOLEAN -> value instanceof Json.Bool ? null : "is not true or false";
            case INTEGER -> whole(value, Integer.MIN_VALUE);
            case POSITIVE -> whole(value, 1);
            case UNSIGNED -> whole(value, 0);
            case DECIMAL -> value instanceof Json.Num ? null : "is not a number";
            default -> value instanceof Json.Text text ? text(text.value()) : "is not a text";
        };
    }

    private static @Nullable String whole(Json value, int least) {
        if (!(value instanceof Json.Num number)) {
            return "is not a number";
        }
        String literal = number.literal();
        if (literal.length() > 11) {
            return "is not a whole number of 32 bits";
        }
        try {
            return Integer.parseInt(literal) >= least ? null : "is less than " + least;
        } catch (NumberFormatException notWhole) {
            return "is not a whole number of 32 bits";
        }
    }

    private @Nullable String text(String text) {
        if (text.isEmpty()) {
            return "is empty";
        }
        if (text.length() > MAX_STRING && this != BASE64) {
            return "is longer than 1 MiB";
        }
        return switch (this) {
            case STRING, MARKDOWN -> text.isBlank() ? "is blank" : null;
            case CODE -> code(text) ? null : "has blanks where a code has none";
            case ID -> id(text) ? null : "is no id: up to 64 letters, digits, - and .";
            case URI -> uri(text) ? null : "has a blank or control character in an address";
            case CANONICAL ->
                    !uri(text)
                            ? "has a blank or control character in an address"
                            : text.indexOf(':') < 0 && text.charAt(0) != '#'
                                    ? "is no absolute address of a definition"
                                    : null;
            case OID -> OID_SHAPE.matcher(text).matches() ? null : "is no OID (urn:oid:1.2.3)";
            case UUID -> UUID_SHAPE.matcher(text).matches() ? null : "is no UUID (urn:uuid:...)";
            case DATE -> date(text);
            case DATE_TIME -> dateTime(text);
            case INSTANT -> instant(text);
            case TIME ->
                    text.length() >= 8 && Temporal.readTime(text) != null
                            ? null
                            : "is no time of day (hh:mm:ss)";
            case BASE64 -> base64(text) ? null : "is not base64";
            case XHTML -> Xhtml.fault(text);
            case BOOLEAN, INTEGER, POSITIVE, UNSIGNED, DECIMAL -> null;
        };
    }

    private static boolean code(String text) {
        boolean blankBefore = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = c <= ' ';
            if (blank && (blankBefore || c != ' ')) {
                return false;
            }
            blankBefore = blank;
        }
        return !blankBefore;
    }

    private static boolean id(String text) {
        if (text.length() > 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '.';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean uri(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return false;
            }
        }
        if (text.startsWith("urn:oid:")) {
            return OID_SHAPE.matcher(text).matches();
        }
        return !text.startsWith("urn:uuid:") || UUID_SHAPE.matcher(text).matches();
    }

    private static @Nullable String date(String text) {
        Temporal read = Temporal.read(text);
        return read != null && read.kind() == Temporal.Kind.DATE ? null : "is no date (yyyy-mm-dd)";
    }

    private static @Nullable String dateTime(String text) {
        Temporal read = Temporal.read(text);
        if (read == null || (read.kind() == Temporal.Kind.DATE_TIME && read.depth() < 6)) {
            return "is no date with time (yyyy-mm-ddThh:mm:ss+hh:mm)";
        }
        return read.kind() == Temporal.Kind.DATE || read.offset() != null
                ? null
                : "has a time without a time zone";
    }

    private static @Nullable String instant(String text) {
        Temporal read = Temporal.read(text);
        return read != null && read.depth() >= 6 && read.offset() != null
                ? null
                : "is no instant (yyyy-mm-ddThh:mm:ss.sss+hh:mm)";
    }

    private static boolean base64(String text) {
        int signs = 0;
        int pads = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                pads++;
            } else if (c > ' ') {
                boolean fits =
                        (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '+'
                                || c == '/';
                if (!fits || pads > 0) {
                    return false;
                }
                signs++;
            }
        }
        return pads <= 2 && (signs + pads) % 4 == 0;
    }
}

package org.parley.engine.map.fhir.back;

import org.parley.wire.fhir.Json;

/** Texts of primitives, as FHIR and as v2 write them. */
final class Texts {
    /** Most digits of a fraction of a second in v2 (data type TS). */
    static final int MAX_FRACTION = 4;

    private Texts() {}

    /** A primitive as it stands; empty for anything else. */
    static String plain(Json value) {
        return switch (value) {
            case Json.Text text -> text.value();
            case Json.Num number -> number.literal();
            case Json.Bool bool -> bool.value() ? "true" : "false";
            case Json.Members _, Json.Items _, Json.Null _ -> "";
        };
    }

    /** A primitive of a type of FHIR as v2 writes it. */
    static String v2(String type, Json value) {
        String text = plain(value);
        return switch (type) {
            case "date", "dateTime", "instant" -> time(text);
            case "time" -> digits(text);
            case "boolean" -> text.equals("true") ? "Y" : text.equals("false") ? "N" : text;
            default -> text;
        };
    }

    /**
     * {@code 2026-01-05T09:30:15.250+01:00} is {@code 20260105093015.250+0100}; what is partial
     * stays partial, an offset is never made up.
     */
    private static String time(String text) {
        int clock = text.indexOf('T');
        if (clock < 0) {
            return digits(text);
        }
        String day = digits(text.substring(0, clock));
        String rest = text.substring(clock + 1);
        int zone = Math.max(rest.indexOf('+'), Math.max(rest.indexOf('-'), rest.indexOf('Z')));
        String hours = zone < 0 ? rest : rest.substring(0, zone);
        String offset = zone < 0 ? "" : rest.substring(zone);
        return day
                + fraction(digits(hours))
                + (offset.equals("Z") ? "+0000" : offset.replace(":", ""));
    }

    private static String digits(String text) {
        return text.replace("-", "").replace(":", "");
    }

    private static String fraction(String clock) {
        int point = clock.indexOf('.');
        return point < 0 || clock.length() - point - 1 <= MAX_FRACTION
                ? clock
                : clock.substring(0, point + 1 + MAX_FRACTION);
    }

    /** Whether {@link #v2} leaves digits of a fraction out. */
    static boolean cut(String type, Json value) {
        String text = plain(value);
        int point = text.indexOf('.');
        if (point < 0 || !(type.equals("dateTime") || type.equals("instant"))) {
            return false;
        }
        int end = point + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end - point - 1 > MAX_FRACTION;
    }
}

package org.parley.engine.feed;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How values of feeds are written, and what they are in v2. Nothing is invented: a day stays one.
 */
public final class Forms {
    /** Dates and times of ISO 8601, blanks or T between. */
    public static final String ISO = "iso";

    /** Decimal numbers. */
    public static final String NUMBER = "number";

    private static final Pattern ISO_TIME =
            Pattern.compile(
                    "(\\d{4})(?:-?(\\d\\d)(?:-?(\\d\\d)(?:[T ](\\d\\d):?(\\d\\d)(?::?(\\d\\d)"
                            + "(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:?\\d\\d)?)?)?)?");

    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

    private Forms() {}

    /** Whether a form can be used; says why not. */
    public static Optional<String> doubt(String form) {
        if (form.isEmpty() || form.equals(ISO) || form.equals(NUMBER)) {
            return Optional.empty();
        }
        if (!form.matches("[yMdHhmsaXx0-9/.:, T'-]{1,40}")) {
            return Optional.of("'" + form + "' is neither iso, number nor a pattern of a date");
        }
        try {
            formatter(form);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("'" + form + "' is no pattern of a date");
        }
    }

    /** The value as v2 writes it; empty when it is not of that form. */
    static Optional<String> v2(String form, String value) {
        return switch (form) {
            case "" -> Optional.of(value);
            case NUMBER -> DECIMAL.matcher(value).matches() ? Optional.of(value) : Optional.empty();
            case ISO -> iso(value);
            default -> pattern(form, value);
        };
    }

    private static Optional<String> iso(String value) {
        Matcher time = ISO_TIME.matcher(value);
        if (!time.matches()) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        for (int part = 1; part <= 7; part++) {
            out.append(time.group(part) == null ? "" : time.group(part));
        }
        String offset = time.group(8);
        if (offset != null) {
            out.append(offset.equals("Z") ? "+0000" : offset.replace(":", ""));
        }
        return calendar(time) ? Optional.of(out.toString()) : Optional.empty();
    }

    private static boolean calendar(Matcher time) {
        int month = number(time.group(2), 1);
        int day = number(time.group(3), 1);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= java.time.YearMonth.of(number(time.group(1), 1), month).lengthOfMonth()
                && number(time.group(4), 0) < 24
                && number(time.group(5), 0) < 60
                && number(time.group(6), 0) < 60;
    }

    private static int number(@org.jspecify.annotations.Nullable String digits, int none) {
        return digits == null ? none : Integer.parseInt(digits);
    }

    private static DateTimeFormatter formatter(String form) {
        return DateTimeFormatter.ofPattern(form.replace('y', 'u'), Locale.UK)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static Optional<String> pattern(String form, String value) {
        try {
            TemporalAccessor time = formatter(form).parse(value);
            StringBuilder out = new StringBuilder();
            part(time, ChronoField.YEAR, "%04d", out);
            part(time, ChronoField.MONTH_OF_YEAR, "%02d", out);
            part(time, ChronoField.DAY_OF_MONTH, "%02d", out);
            part(time, ChronoField.HOUR_OF_DAY, "%02d", out);
            part(time, ChronoField.MINUTE_OF_HOUR, "%02d", out);
            if (form.contains("s")) {
                part(time, ChronoField.SECOND_OF_MINUTE, "%02d", out);
            }
            if (time.isSupported(ChronoField.OFFSET_SECONDS)) {
                int offset = time.get(ChronoField.OFFSET_SECONDS) / 60;
                int minutes = Math.abs(offset);
                out.append(offset < 0 ? '-' : '+')
                        .append("%02d%02d".formatted(minutes / 60, minutes % 60));
            }
            return Optional.of(out.toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void part(
            TemporalAccessor time, ChronoField field, String format, StringBuilder out) {
        if (time.isSupported(field)) {
            out.append(format.formatted(time.get(field)));
        }
    }
}

package org.parley.wire.fhirpath;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calendar units, and quantities written as text. */
final class Quantities {
    private static final Map<String, String> UCUM =
            Map.of(
                    "year",
                    "a",
                    "month",
                    "mo",
                    "week",
                    "wk",
                    "day",
                    "d",
                    "hour",
                    "h",
                    "minute",
                    "min",
                    "second",
                    "s",
                    "millisecond",
                    "ms");
    private static final Map<String, String> CALENDAR =
            Map.of(
                    "wk",
                    "week",
                    "d",
                    "day",
                    "h",
                    "hour",
                    "min",
                    "minute",
                    "s",
                    "second",
                    "ms",
                    "millisecond");
    private static final Pattern WRITTEN =
            Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)\\s*(?:'([^']+)'|([a-zA-Z]+))?");

    private Quantities() {}

    /** The calendar unit that a word names, in the singular; null when it names none. */
    static @Nullable String calendar(String word) {
        String singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return UCUM.containsKey(singular) ? singular : null;
    }

    /** The unit as UCUM. */
    static String ucum(Item.Quantity quantity) {
        return quantity.calendar()
                ? UCUM.getOrDefault(quantity.unit(), quantity.unit())
                : quantity.unit();
    }

    static boolean longCalendar(Item.Quantity quantity) {
        return quantity.calendar()
                && (quantity.unit().equals("year") || quantity.unit().equals("month"));
    }

    /** The calendar unit to add to a date. */
    static String addable(Item.Quantity quantity) {
        if (quantity.calendar()) {
            return quantity.unit();
        }
        String unit = CALENDAR.get(quantity.unit());
        if (unit == null) {
            throw new FhirPathException("that unit is not added to a date");
        }
        return unit;
    }

    /** Reads a text such as {@code 4 days} or {@code 4 'mg'}; null when it is none. */
    static Item.@Nullable Quantity read(String text) {
        Matcher m = WRITTEN.matcher(text.strip());
        if (!m.matches()) {
            return null;
        }
        BigDecimal value = new BigDecimal(m.group(1));
        if (m.group(2) != null) {
            return new Item.Quantity(value, m.group(2), false);
        }
        if (m.group(3) == null) {
            return new Item.Quantity(value, "1", false);
        }
        String calendar = calendar(m.group(3));
        return calendar == null ? null : new Item.Quantity(value, calendar, true);
    }

    static String written(Item.Quantity quantity) {
        String value = quantity.value().toPlainString();
        if (!quantity.calendar()) {
            return value + " '" + quantity.unit() + "'";
        }
        return value
                + " "
                + quantity.unit()
                + (quantity.value().compareTo(BigDecimal.ONE) == 0 ? "" : "s");
    }
}

package org.parley.conformance.standard;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A day of which perhaps only the month or the year is known.
 *
 * @param text {@code 2024-04-15}, {@code 2024-04} or {@code 2024}
 */
public record Day(String text) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    /**
     * @throws java.time.format.DateTimeParseException when it is none of the three forms
     */
    public Day {
        from(text);
    }

    /** A day that is wholly known. */
    public static Day of(LocalDate day) {
        return new Day(day.toString());
    }

    private static LocalDate from(String text) {
        return switch (text.length()) {
            case 4 -> Year.parse(text).atDay(1);
            case 7 -> YearMonth.parse(text).atDay(1);
            default -> LocalDate.parse(text);
        };
    }

    /** The earliest day that it can be. */
    public LocalDate from() {
        return from(text);
    }

    /** Whether it has come on this day. */
    boolean hasCome(LocalDate day) {
        return !from().isAfter(day);
    }

    /** As a person writes it: {@code 15 April 2024}. */
    @Override
    public String toString() {
        return switch (text.length()) {
            case 4 -> text;
            case 7 -> MONTH.format(YearMonth.parse(text));
            default -> DAY.format(LocalDate.parse(text));
        };
    }
}

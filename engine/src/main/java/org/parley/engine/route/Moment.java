package org.parley.engine.route;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When something was, as far as a value of HL7 v2 says it: {@code 1948}, {@code 20260301101500}.
 *
 * @param start the earliest that it can be, by the clock of the sender
 * @param digits how many digits of the date and time were said, 4 to 14
 * @param offset of that clock from Greenwich, in minutes; empty when it was not said
 */
record Moment(LocalDateTime start, int digits, Optional<Long> offset) {
    private static final Pattern SHAPE =
            Pattern.compile("(\\d{4,14})(?:\\.\\d{1,4})?(?:([+-])(\\d{2})(\\d{2}))?");

    private static final String FIRST = "00000101000000";
    private static final int MINUTES = 12;
    private static final int DAY = 8;

    /** Reads a value; empty when it is no date or time. */
    static Optional<Moment> of(String value) {
        Matcher parts = SHAPE.matcher(value);
        if (!Form.TIME.holds(value) || !parts.matches()) {
            return Optional.empty();
        }
        String digits = parts.group(1);
        String whole = digits + FIRST.substring(digits.length());
        LocalDateTime start =
                LocalDateTime.of(
                        number(whole, 0, 4),
                        number(whole, 4, 6),
                        number(whole, 6, 8),
                        number(whole, 8, 10),
                        number(whole, 10, 12),
                        number(whole, 12, 14));
        return Optional.of(new Moment(start, digits.length(), offset(parts, digits.length())));
    }

    private static Optional<Long> offset(Matcher parts, int digits) {
        if (parts.group(2) == null || digits < MINUTES) {
            return Optional.empty();
        }
        long minutes = Integer.parseInt(parts.group(3)) * 60L + Integer.parseInt(parts.group(4));
        return Optional.of(parts.group(2).equals("+") ? minutes : -minutes);
    }

    private static int number(String text, int from, int end) {
        return Integer.parseInt(text.substring(from, end));
    }

    /**
     * True when it was surely before the other: compared as far as both were said, and by the day
     * when only one has an offset.
     */
    boolean before(Moment other) {
        int common = Math.min(digits, other.digits);
        if (offset.isPresent() && other.offset.isPresent()) {
            return cut(start.minusMinutes(offset.get()), common)
                    .isBefore(cut(other.start.minusMinutes(other.offset.get()), common));
        }
        int sure = offset.isPresent() == other.offset.isPresent() ? common : Math.min(common, DAY);
        return cut(start, sure).isBefore(cut(other.start, sure));
    }

    private static LocalDateTime cut(LocalDateTime moment, int digits) {
        return LocalDateTime.of(
                moment.getYear(),
                digits < 6 ? 1 : moment.getMonthValue(),
                digits < DAY ? 1 : moment.getDayOfMonth(),
                digits < 10 ? 0 : moment.getHour(),
                digits < MINUTES ? 0 : moment.getMinute(),
                digits < 14 ? 0 : moment.getSecond());
    }
}

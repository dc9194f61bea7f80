package org.parley.wire.fhirpath;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date, a date with time, or a time, known as far as it was written.
 *
 * @param kind which of the three
 * @param depth how many parts are known: year 1, month 2, day 3, hour and minute 5, second 6,
 *     fraction 7; a time starts at hour
 * @param time the known parts, others at their least
 * @param digits digits of the fraction of a second
 * @param offset offset from UTC in minutes; null when none was written
 */
public record Temporal(
        Kind kind, int depth, LocalDateTime time, int digits, @Nullable Integer offset) {
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?(T(?:(\\d{2})(?::(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9})\\d{0,20})?)?)?(Z|[+-]\\d{2}:\\d{2})?)?)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{2})(?::(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9})\\d{0,20})?)?)?");

    /** Which kind of time. */
    public enum Kind {
        DATE,
        DATE_TIME,
        TIME
    }

    /** Reads a date or a date with time; throws when it is none. */
    public static Temporal parse(String text) {
        Temporal read = read(text);
        if (read == null) {
            throw new FhirPathException("that is no date");
        }
        return read;
    }

    /** Reads a date or a date with time; null when it is none or cannot be. */
    public static @Nullable Temporal read(String text) {
        Matcher m = DATE_TIME.matcher(text);
        if (!m.matches()) {
            return null;
        }
        boolean withTime = m.group(4) != null;
        int month = part(m.group(2), 1);
        int day = part(m.group(3), 1);
        int year = part(m.group(1), 0);
        if (month < 1 || month > 12 || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        int depth = m.group(3) != null ? 3 : m.group(2) != null ? 2 : 1;
        Integer offset = offset(m.group(9));
        if (m.group(5) != null) {
            depth = m.group(8) != null ? 7 : m.group(7) != null ? 6 : 5;
        }
        LocalDateTime time =
                clock(year, month, day, m.group(5), m.group(6), m.group(7), m.group(8));
        if (time == null || (offset != null && offset == Integer.MAX_VALUE)) {
            return null;
        }
        int digits = m.group(8) == null ? 0 : m.group(8).length();
        return new Temporal(withTime ? Kind.DATE_TIME : Kind.DATE, depth, time, digits, offset);
    }

    /** Reads a time of day; null when it is none. */
    public static @Nullable Temporal readTime(String text) {
        Matcher m = TIME.matcher(text);
        if (!m.matches()) {
            return null;
        }
        LocalDateTime time = clock(1, 1, 1, m.group(1), m.group(2), m.group(3), m.group(4));
        if (time == null) {
            return null;
        }
        int depth = m.group(4) != null ? 7 : m.group(3) != null ? 6 : 5;
        int digits = m.group(4) == null ? 0 : m.group(4).length();
        return new Temporal(Kind.TIME, depth, time, digits, null);
    }

    private static @Nullable LocalDateTime clock(
            int year,
            int month,
            int day,
            @Nullable String hour,
            @Nullable String minute,
            @Nullable String second,
            @Nullable String fraction) {
        int h = part(hour, 0);
        int m = part(minute, 0);
        int s = Math.min(59, part(second, 0));
        if (h > 23 || m > 59 || part(second, 0) > 60) {
            return null;
        }
        int nanos =
                fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
        return LocalDateTime.of(year, month, day, h, m, s, nanos);
    }

    private static int part(@Nullable String digits, int absent) {
        return digits == null ? absent : Integer.parseInt(digits);
    }

    private static @Nullable Integer offset(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.equals("Z")) {
            return 0;
        }
        int hours = Integer.parseInt(text.substring(1, 3));
        int minutes = Integer.parseInt(text.substring(4, 6));
        if (hours > 14 || minutes > 59) {
            return Integer.MAX_VALUE;
        }
        return (text.charAt(0) == '-' ? -1 : 1) * (hours * 60 + minutes);
    }

    /** This moment as UTC sees it, where an offset is known. */
    LocalDateTime utc() {
        Integer minutes = offset;
        return minutes == null ? time : time.minusMinutes(minutes);
    }

    /** Compares; null when what is unknown could decide. */
    public @Nullable Integer compare(Temporal other) {
        if (kind == Kind.TIME != (other.kind == Kind.TIME)) {
            throw new FhirPathException("a time is not compared with a date");
        }
        boolean zones = offset != null && other.offset != null;
        if (depth > 3 && other.depth > 3 && (offset == null) != (other.offset == null)) {
            return null;
        }
        LocalDateTime a = zones ? utc() : time;
        LocalDateTime b = zones ? other.utc() : other.time;
        int known = Math.min(whole(depth), whole(other.depth));
        int[] left = parts(a);
        int[] right = parts(b);
        for (int i = 0; i < known && i < 5; i++) {
            if (left[i] != right[i]) {
                return Integer.compare(left[i], right[i]);
            }
        }
        if (known == 6) {
            int seconds = Integer.compare(a.getSecond(), b.getSecond());
            return seconds != 0 ? seconds : Integer.compare(a.getNano(), b.getNano());
        }
        return whole(depth) == whole(other.depth) ? 0 : null;
    }

    private static int whole(int depth) {
        return Math.min(depth, 6);
    }

    private static int[] parts(LocalDateTime t) {
        return new int[] {
            t.getYear(), t.getMonthValue(), t.getDayOfMonth(), t.getHour(), t.getMinute()
        };
    }

    /** This and an amount of a calendar unit. */
    Temporal plus(BigDecimal amount, String unit) {
        long n = amount.setScale(0, RoundingMode.DOWN).longValueExact();
        return switch (unit) {
            case "year" -> at(time.plusYears(n));
            case "month" ->
                    depth < 2 ? plus(BigDecimal.valueOf(n / 12), "year") : at(time.plusMonths(n));
            case "week" -> plus(BigDecimal.valueOf(n * 7), "day");
            case "day" ->
                    depth < 3 && kind != Kind.TIME
                            ? plus(BigDecimal.valueOf(n / 30), "month")
                            : at(time.plusDays(n));
            case "hour" -> depth > 3 ? at(time.plusHours(n)) : plus(days(n, 24), "day");
            case "minute" -> depth > 3 ? at(time.plusMinutes(n)) : plus(days(n, 1440), "day");
            case "second" -> depth > 3 ? at(time.plusSeconds(n)) : plus(days(n, 86_400), "day");
            case "millisecond" ->
                    depth > 3
                            ? at(time.plusNanos(n * 1_000_000))
                            : plus(days(n, 86_400_000), "day");
            default -> throw new FhirPathException("a date has no " + unit);
        };
    }

    private static BigDecimal days(long n, long perDay) {
        return BigDecimal.valueOf(n / perDay);
    }

    private Temporal at(LocalDateTime moved) {
        return new Temporal(kind, depth, moved, digits, offset);
    }

    /** Digits that are known, as FHIRPath counts them. */
    int precision() {
        int[] dates = {0, 4, 6, 8, 10, 12, 14, 17};
        return kind == Kind.TIME ? dates[depth] - 8 : dates[depth];
    }

    /**
     * The least or the greatest that this can be, known to so many digits; null when there is none.
     */
    @Nullable Temporal boundary(boolean low, int precision) {
        int[] dates = {0, 4, 6, 8, 10, 12, 14, 17};
        int wanted = -1;
        for (int i = 1; i < dates.length; i++) {
            if (dates[i] - (kind == Kind.TIME ? 8 : 0) == precision && i != 4) {
                wanted = i;
            }
        }
        if (wanted < 0) {
            return null;
        }
        LocalDateTime t = low ? time : last();
        Integer zone = offset;
        if (zone == null && wanted > 3 && kind != Kind.TIME) {
            zone = low ? 14 * 60 : -12 * 60;
        }
        Kind made = kind == Kind.TIME ? Kind.TIME : wanted > 3 ? Kind.DATE_TIME : Kind.DATE;
        return new Temporal(made, wanted, t, wanted == 7 ? 3 : 0, wanted > 3 ? zone : null);
    }

    private LocalDateTime last() {
        LocalDateTime t = time;
        if (depth < 2) {
            t = t.withMonth(12);
        }
        if (depth < 3) {
            t = t.withDayOfMonth(YearMonth.from(t).lengthOfMonth());
        }
        if (depth < 4) {
            t = t.withHour(23).withMinute(59);
        }
        if (depth < 6) {
            t = t.withSecond(59);
        }
        return depth < 7 ? t.withNano(999_000_000) : t;
    }

    /** The day of this moment. */
    Temporal date() {
        return new Temporal(Kind.DATE, Math.min(3, depth), time, 0, null);
    }

    /** The time of day of this moment. */
    Temporal timeOfDay() {
        return new Temporal(Kind.TIME, depth, time, digits, null);
    }

    /** Seconds since 1970, for measuring ages. */
    public long epochSecond() {
        return utc().toEpochSecond(ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (kind != Kind.TIME) {
            out.append(String.format("%04d", time.getYear()));
            if (depth > 1) {
                out.append(String.format("-%02d", time.getMonthValue()));
            }
            if (depth > 2) {
                out.append(String.format("-%02d", time.getDayOfMonth()));
            }
            if (kind == Kind.DATE_TIME) {
                out.append('T');
            }
        }
        if (depth > 3) {
            out.append(String.format("%02d:%02d", time.getHour(), time.getMinute()));
            if (depth > 5) {
                out.append(String.format(":%02d", time.getSecond()));
            }
            if (depth > 6) {
                String nanos =
                        String.format(
                                "%09d", time.get(java.time.temporal.ChronoField.NANO_OF_SECOND));
                out.append('.').append(nanos, 0, Math.max(1, digits));
            }
            Integer minutes = offset;
            if (minutes != null) {
                int size = Math.abs(minutes);
                out.append(
                        minutes == 0
                                ? "Z"
                                : String.format(
                                        "%s%02d:%02d",
                                        minutes < 0 ? "-" : "+", size / 60, size % 60));
            }
        }
        return out.toString();
    }
}

package org.parley.engine.map.fhir;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times of v2 as FHIR has them. What is not said is not invented: a day without a time stays a day,
 * and an offset is the message's own or follows from the clocks of the system that sent it. In the
 * hour that an autumn night has twice the first one is meant, and it is flagged.
 *
 * @param kind {@code date}, {@code dateTime}, {@code instant} or {@code time}
 */
record Dates(String kind) implements Maker {
    private static final String LATER = " + ";
    private static final Pattern MINUTES = Pattern.compile("\\d{1,5} min");
    private static final DateTimeFormatter WHOLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    @Override
    public boolean make(
            Run run, int node, Element element, long label, long range, @Nullable String text) {
        String said = Texts.said(run, range, text).strip();
        int plus = said.indexOf(LATER);
        String made =
                plus < 0
                        ? fhir(said, run, range)
                        : later(
                                fhir(said.substring(0, plus), run, range),
                                said.substring(plus + LATER.length()));
        if (made.isEmpty()) {
            run.account().flag(Account.Flag.NOT_VALID, run, range, kind);
            return false;
        }
        int mark = run.scratch().size();
        run.scratch().string(made);
        return run.put(node, element, label, mark);
    }

    /** {@code 30 min} after a time; empty when there is no time of day. */
    private static String later(String time, String duration) {
        if (time.length() < 19 || !MINUTES.matcher(duration).matches()) {
            return "";
        }
        long minutes = Long.parseLong(duration.substring(0, duration.indexOf(' ')));
        return OffsetDateTime.parse(time).plusMinutes(minutes).format(WHOLE);
    }

    private String fhir(String text, Run run, long range) {
        if (kind.equals("time")) {
            return time(text);
        }
        int digits = digits(text, 0);
        boolean known = digits >= 4 && digits <= 14 && digits % 2 == 0;
        if (!known || !calendar(text, digits)) {
            return "";
        }
        StringBuilder out = new StringBuilder(32);
        day(text, digits, out);
        if (kind.equals("date") || digits < 12) {
            if (!endsAsTime(text, digits)) {
                return ""; // 1985-03-12 must not become the year alone
            }
            if (digits < text.length() || (digits > 8 && number(text, 8, digits) > 0)) {
                run.account().flag(Account.Flag.CUT, run, range, kind);
            }
            return kind.equals("instant") ? "" : out.toString();
        }
        out.append('T').append(text, 8, 10).append(':').append(text, 10, 12).append(':');
        out.append(digits == 14 ? text.substring(12, 14) : "00");
        int at = digits;
        if (at < text.length() && text.charAt(at) == '.') {
            int end = digits(text, at + 1);
            if (end > at + 1) {
                out.append(text, at, end);
            }
            at = end;
        }
        return at == text.length()
                ? local(out, run, range)
                : offset(text, at, out) ? out.toString() : "";
    }

    /** True when a fraction and an offset follow, or nothing. */
    private static boolean endsAsTime(String text, int digits) {
        int at = digits;
        if (digits == 14 && at < text.length() && text.charAt(at) == '.') {
            at = digits(text, at + 1);
        }
        return at == text.length() || offset(text, at, new StringBuilder());
    }

    /** Where the digits from there on end. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** The message's own offset; false when it is none. */
    private static boolean offset(String text, int at, StringBuilder out) {
        char sign = text.charAt(at);
        boolean whole = text.length() == at + 5 && digits(text, at + 1) == at + 5;
        if (!whole || (sign != '+' && sign != '-')) {
            return false;
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 3, at + 5);
        out.append(text, at, at + 3).append(':').append(text, at + 3, at + 5);
        return minutes < 60 && (hours < 14 || (hours == 14 && minutes == 0));
    }

    /** The offset of the sender's clocks at that time. */
    private static String local(StringBuilder out, Run run, long range) {
        ZoneRules rules = run.settings().zone().getRules();
        LocalDateTime local =
                LocalDateTime.of(
                        number(out, 0, 4),
                        number(out, 5, 7),
                        number(out, 8, 10),
                        number(out, 11, 13),
                        number(out, 14, 16),
                        number(out, 17, 19));
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        ZoneOffset offset = offsets.size() == 1 ? offsets.getFirst() : rules.getOffset(local);
        if (offsets.size() != 1) {
            run.account().flag(Account.Flag.TWICE, run, range, "");
        }
        int minutes = offset.getTotalSeconds() / 60; // before 1847 London had seconds, too
        int size = Math.abs(minutes);
        out.append(minutes < 0 ? '-' : '+');
        two(size / 60, out);
        out.append(':');
        two(size % 60, out);
        return out.toString();
    }

    private static void two(int number, StringBuilder out) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static void day(String text, int digits, StringBuilder out) {
        out.append(text, 0, 4);
        if (digits >= 6) {
            out.append('-').append(text, 4, 6);
        }
        if (digits >= 8) {
            out.append('-').append(text, 6, 8);
        }
    }

    /** A day and a time of day that there is. */
    private static boolean calendar(String text, int digits) {
        int year = number(text, 0, 4);
        int month = digits >= 6 ? number(text, 4, 6) : 1;
        int day = digits >= 8 ? number(text, 6, 8) : 1;
        int hour = digits >= 10 ? number(text, 8, 10) : 0;
        int minute = digits >= 12 ? number(text, 10, 12) : 0;
        int second = digits >= 14 ? number(text, 12, 14) : 0;
        return year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth())
                && hour < 24
                && minute < 60
                && second < 60;
    }

    private static String time(String text) {
        int digits = digits(text, 0);
        boolean known =
                (digits == 4 || digits == 6)
                        && number(text, 0, 2) < 24
                        && number(text, 2, 4) < 60
                        && (digits == 4 || number(text, 4, 6) < 60);
        boolean fraction =
                digits == 6
                        && text.length() > 7
                        && text.charAt(6) == '.'
                        && digits(text, 7) == text.length();
        if (!known || !(digits == text.length() || fraction)) {
            return "";
        }
        String seconds = digits == 6 ? text.substring(4) : "00";
        return text.substring(0, 2) + ":" + text.substring(2, 4) + ":" + seconds;
    }

    private static int number(CharSequence text, int from, int end) {
        return Integer.parseInt(text, from, end, 10);
    }
}

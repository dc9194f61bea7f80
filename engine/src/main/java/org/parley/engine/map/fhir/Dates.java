package org.parley.engine.map.fhir;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
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
    private static final Pattern LATER = Pattern.compile("(\\S+) \\+ (\\d{1,5}) min");

    @Override
    public boolean make(
            Run run, int node, Element element, long label, long range, @Nullable String text) {
        String said = Texts.said(run, range, text).strip();
        Matcher later = LATER.matcher(said);
        String made =
                later.matches()
                        ? later(fhir(later.group(1), run, range), later.group(2))
                        : fhir(said, run, range);
        if (made.isEmpty()) {
            run.account().flag(Account.Flag.NOT_VALID, run, range, kind);
            return false;
        }
        int mark = run.scratch().size();
        run.scratch().string(made);
        return run.put(node, element, label, mark);
    }

    /** So many minutes after a time; empty when there is no time of day. */
    private static String later(String time, String minutes) {
        return time.length() < 19
                ? ""
                : OffsetDateTime.parse(time)
                        .plusMinutes(Long.parseLong(minutes))
                        .format(
                                DateTimeFormatter.ofPattern(
                                        "uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT));
    }

    private String fhir(String text, Run run, long range) {
        if (kind.equals("time")) {
            return time(text);
        }
        int digits = 0;
        while (digits < text.length() && digit(text.charAt(digits))) {
            digits++;
        }
        boolean known = digits >= 4 && digits <= 14 && digits % 2 == 0;
        if (!known || !calendar(text, digits)) {
            return "";
        }
        String day = day(text, digits);
        if (kind.equals("date") || digits < 12) {
            boolean cut = digits > 8 && !text.substring(8, digits).matches("0*");
            if (cut) {
                run.account().flag(Account.Flag.CUT, run, range, kind);
            }
            return kind.equals("instant") ? "" : day;
        }
        int at = digits;
        StringBuilder out = new StringBuilder(32).append(day).append('T');
        out.append(text, 8, 10).append(':').append(text, 10, 12).append(':');
        out.append(digits == 14 ? text.substring(12, 14) : "00");
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = at + 1;
            while (fraction < text.length() && digit(text.charAt(fraction))) {
                fraction++;
            }
            if (fraction > at + 1) {
                out.append(text, at, fraction);
            }
            at = fraction;
        }
        return offset(text, at, out, run, range);
    }

    private static String offset(String text, int at, StringBuilder out, Run run, long range) {
        String rest = text.substring(at);
        if (rest.matches("[+-]\\d{4}")) {
            boolean real = rest.compareTo("+1400") <= 0 || rest.startsWith("-");
            int minutes = Integer.parseInt(rest.substring(3));
            int hours = Integer.parseInt(rest.substring(1, 3));
            return real && minutes < 60 && hours <= 14
                    ? out.append(rest, 0, 3).append(':').append(rest, 3, 5).toString()
                    : "";
        }
        if (!rest.isEmpty()) {
            return "";
        }
        LocalDateTime local = LocalDateTime.parse(out.substring(0, 19));
        List<ZoneOffset> valid = run.settings().zone().getRules().getValidOffsets(local);
        ZoneOffset offset =
                valid.isEmpty()
                        ? run.settings().zone().getRules().getOffset(local)
                        : valid.getFirst();
        if (valid.size() != 1) {
            run.account().flag(Account.Flag.TWICE, run, range, "");
        }
        return out.append(offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId()).toString();
    }

    private static String day(String text, int digits) {
        StringBuilder out = new StringBuilder(10).append(text, 0, 4);
        if (digits >= 6) {
            out.append('-').append(text, 4, 6);
        }
        if (digits >= 8) {
            out.append('-').append(text, 6, 8);
        }
        return out.toString();
    }

    /** A day and a time of day that there is. */
    private static boolean calendar(String text, int digits) {
        try {
            LocalDateTime.of(
                    number(text, 0, 4),
                    digits >= 6 ? number(text, 4, 6) : 1,
                    digits >= 8 ? number(text, 6, 8) : 1,
                    digits >= 10 ? number(text, 8, 10) : 0,
                    digits >= 12 ? number(text, 10, 12) : 0,
                    digits >= 14 ? number(text, 12, 14) : 0);
            return number(text, 0, 4) > 0;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static String time(String text) {
        boolean valid = text.matches("([01]\\d|2[0-3])[0-5]\\d([0-5]\\d(\\.\\d+)?)?");
        if (!valid) {
            return "";
        }
        String seconds = text.length() > 4 ? text.substring(4) : "00";
        return text.substring(0, 2) + ":" + text.substring(2, 4) + ":" + seconds;
    }

    private static int number(String text, int from, int end) {
        return Integer.parseInt(text, from, end, 10);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}

package org.parley.app.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.parley.wire.problem.Culprit;

/** Numbers, times and names as a person reads them. */
final class Words {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.UK);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern(" zzz", Locale.UK);
    private static final long KIB = 1024;

    private Words() {}

    /** {@code 12,430}. */
    static String count(long number) {
        return String.format(Locale.UK, "%,d", number);
    }

    /** A number with its thing: {@code 1 message}, {@code 12 messages}. */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** A rate a second: two digits that matter. */
    static String rate(double perSecond) {
        if (perSecond == 0) {
            return "0";
        }
        return perSecond < 9.95
                ? String.format(Locale.UK, "%.1f", perSecond)
                : count(Math.round(perSecond));
    }

    /** {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 14 min}, {@code 3 d 4 h}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        if (seconds < 86_400) {
            return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3_600 + " h";
    }

    /** A short time: {@code less than 1 ms}, {@code 3 ms}, {@code 1.2 s}, then as an age. */
    static String took(long millis) {
        if (millis < 1) {
            return "less than 1 ms";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        return millis < 10_000
                ? String.format(Locale.UK, "%.1f s", millis / 1_000.0)
                : age(Duration.ofMillis(millis));
    }

    /** Time of day; in the hour that an autumn night has twice, which of the two. */
    static String clock(Instant instant, ZoneId zone) {
        return local(CLOCK, instant, zone);
    }

    /** Day and time, the same. */
    static String stamp(Instant instant, ZoneId zone) {
        return local(STAMP, instant, zone);
    }

    private static String local(DateTimeFormatter form, Instant instant, ZoneId zone) {
        ZonedDateTime time = instant.atZone(zone);
        boolean twice = zone.getRules().getValidOffsets(time.toLocalDateTime()).size() > 1;
        return twice ? form.format(time) + ZONE.format(time) : form.format(time);
    }

    /** {@code 64.0 MiB}. */
    static String bytes(long bytes) {
        if (bytes < KIB) {
            return count(bytes, "byte", "bytes");
        }
        String[] units = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        double value = bytes;
        int unit = -1;
        while (value >= KIB && unit < units.length - 1) {
            value /= KIB;
            unit++;
        }
        return String.format(Locale.UK, "%.1f %s", value, units[unit]);
    }

    /** A share as a percentage that never rounds up to all. */
    static String percent(double share) {
        if (share >= 1) {
            return "100 %";
        }
        return String.format(Locale.UK, "%.2f %%", Math.floor(share * 10_000) / 100);
    }

    /** A promised share, without digits that say nothing. */
    static String plainPercent(double share) {
        String text = String.format(Locale.UK, "%.3f", share * 100);
        return text.replaceAll("\\.?0+$", "") + " %";
    }

    /** Whose doing it is. */
    static String culprit(Culprit culprit) {
        return switch (culprit) {
            case SENDER -> "the sending system";
            case RECEIVER -> "the receiving system";
            case CONFIG -> "our configuration";
            case NETWORK -> "the network";
            case PARLEY -> "Parley itself";
            case CAPACITY -> "a limit";
        };
    }
}

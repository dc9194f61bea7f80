package org.parley.engine.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Spans of time as a person says them: {@code 1 h 12.3 s}. */
final class Spans {
    private Spans() {}

    static String text(Duration span) {
        List<String> parts = new ArrayList<>();
        add(parts, span.toDays(), span.toDays() == 1 ? "day" : "days");
        add(parts, span.toHoursPart(), "h");
        add(parts, span.toMinutesPart(), "min");
        long millis = span.toSecondsPart() * 1_000L + span.toMillisPart();
        if (millis > 0 || parts.isEmpty()) {
            parts.add(seconds(millis) + " s");
        }
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add("%,d %s".formatted(number, unit));
        }
    }

    private static String seconds(long millis) {
        return millis % 1_000 == 0
                ? String.valueOf(millis / 1_000)
                : "%d.%03d".formatted(millis / 1_000, millis % 1_000).replaceAll("0+$", "");
    }
}

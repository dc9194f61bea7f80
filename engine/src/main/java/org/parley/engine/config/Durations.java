package org.parley.engine.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500 ms}, {@code 5 s}, {@code 15 min}, {@code 6 weeks}. */
public final class Durations {
    private Durations() {}

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) ?([a-z]+)");

    private static final Map<String, Duration> UNITS =
            Map.ofEntries(
                    unit("ms", ChronoUnit.MILLIS),
                    unit("s", ChronoUnit.SECONDS),
                    unit("min", ChronoUnit.MINUTES),
                    unit("h", ChronoUnit.HOURS),
                    unit("day", ChronoUnit.DAYS),
                    unit("days", ChronoUnit.DAYS),
                    Map.entry("week", Duration.ofDays(7)),
                    Map.entry("weeks", Duration.ofDays(7)));

    private static Map.Entry<String, Duration> unit(String name, TemporalUnit unit) {
        return Map.entry(name, unit.getDuration());
    }

    /** The duration meant; empty when it is none, is zero, or exceeds a hundred years. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
        Duration all = unit.multipliedBy(Long.parseLong(matcher.group(1)));
        boolean sensible = !all.isZero() && all.compareTo(Duration.ofDays(36_500)) <= 0;
        return sensible ? Optional.of(all) : Optional.empty();
    }
}

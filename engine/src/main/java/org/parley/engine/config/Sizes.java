package org.parley.engine.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 64 MiB}. */
public final class Sizes {
    private Sizes() {}

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) ?(B|KiB|MiB|GiB)");

    private static final Map<String, Integer> SHIFTS =
            Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

    /** Bytes; empty when it is none or is zero. */
    public static Optional<Long> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long bytes = Long.parseLong(matcher.group(1)) << SHIFTS.getOrDefault(matcher.group(2), 0);
        return Optional.of(bytes).filter(b -> b > 0);
    }
}

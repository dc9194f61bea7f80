package org.parley.engine.map.fhir.back;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.map.fhir.back.Row.Target;

/** Reads the column {@code to} of segment and data type tables. */
final class TargetText {
    private static final Pattern FIELD =
            Pattern.compile(
                    "([A-Z][A-Z0-9]{2})-(\\d{1,3})(\\[(\\d{0,2})])?(?:\\.(\\d{1,2}))?(?:\\.(\\d{1,2}))?");
    private static final Pattern WITHIN =
            Pattern.compile("([A-Z]{2,3})(?:\\.(\\d{1,2}))?(?:\\.(\\d{1,2}))?");

    private TargetText() {}

    /**
     * A place of the segment; in a data type table also one within its value.
     *
     * @param segment the segment's name; empty when any may be named
     * @param type the name of the data type; empty in a segment table
     */
    static Optional<Target> read(String text, String segment, String type) {
        Matcher field = FIELD.matcher(text);
        if (field.matches() && (segment.isEmpty() || field.group(1).equals(segment))) {
            boolean appends = "[]".equals(field.group(3));
            int repetition = Math.max(1, number(field.group(4)));
            Place place =
                    new Place(
                            number(field.group(2)),
                            repetition,
                            number(field.group(5)),
                            number(field.group(6)));
            boolean open = place.field() == 0 || (appends && place.component() > 0);
            return open
                    ? Optional.empty()
                    : Optional.of(new Target(place, appends, field.group(1)));
        }
        Matcher within = WITHIN.matcher(text);
        if (within.matches() && !type.isEmpty() && within.group(1).equals(type)) {
            return Optional.of(
                    new Target(
                            new Place(0, 0, number(within.group(2)), number(within.group(3))),
                            false,
                            ""));
        }
        return Optional.empty();
    }

    private static int number(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}

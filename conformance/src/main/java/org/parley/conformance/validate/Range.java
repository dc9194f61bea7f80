package org.parley.conformance.validate;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.Temporal;

/** Whether a value is outside a limit that a profile sets. */
final class Range {
    private static final Map<String, Integer> SECONDS =
            Map.of(
                    "a",
                    31_557_600,
                    "mo",
                    2_629_800,
                    "wk",
                    604_800,
                    "d",
                    86_400,
                    "h",
                    3_600,
                    "min",
                    60,
                    "s",
                    1);

    private Range() {}

    /** Whether the value lies on this side of the limit: -1 below it, 1 above it. */
    static boolean outside(Run run, @Nullable Json limit, Json value, int side) {
        if (limit == null) {
            return false;
        }
        if (limit instanceof Json.Num a && value instanceof Json.Num b) {
            return Integer.signum(Fixed.compare(b, a)) == side;
        }
        if (limit instanceof Json.Members a && value instanceof Json.Members b) {
            Integer order = run.program.units().compare(b, a);
            return order != null && Integer.signum(order) == side;
        }
        if (limit instanceof Json.Members duration && value instanceof Json.Text moment) {
            return beyond(run, duration, moment.value(), side);
        }
        return limit instanceof Json.Text a
                && value instanceof Json.Text b
                && a.value().length() == b.value().length()
                && Integer.signum(b.value().compareTo(a.value())) == side;
    }

    /** Whether a moment is longer before or after now than the duration. */
    private static boolean beyond(Run run, Json.Members duration, String text, int side) {
        Temporal moment = Temporal.read(text);
        Integer unit = SECONDS.get(ResponseChecks.text(duration, "code"));
        int amount = Extended.whole(duration.get("value"));
        if (moment == null || unit == null || amount < 0) {
            return false;
        }
        long limit = run.now().epochSecond() + (long) side * amount * unit;
        return Long.signum(moment.epochSecond() - limit) == side;
    }
}

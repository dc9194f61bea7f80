package org.parley.conformance.validate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Compares values with fixed and pattern values. */
final class Fixed {
    private Fixed() {}

    static boolean same(Json wanted, @Nullable Json value) {
        return switch (wanted) {
            case Json.Text text ->
                    value instanceof Json.Text other && text.value().equals(other.value());
            case Json.Bool bool ->
                    value instanceof Json.Bool other && bool.value() == other.value();
            case Json.Null none -> value == null || value instanceof Json.Null;
            case Json.Num number -> value instanceof Json.Num other && compare(number, other) == 0;
            case Json.Items items -> value instanceof Json.Items other && all(items, other);
            case Json.Members members ->
                    value instanceof Json.Members other
                            && members.size() == other.size()
                            && within(members, other, true);
        };
    }

    static int compare(Json.Num a, Json.Num b) {
        if (a.literal().equals(b.literal())) {
            return 0;
        }
        if (a.literal().length() > 60 || b.literal().length() > 60) {
            return a.literal().compareTo(b.literal());
        }
        return new BigDecimal(a.literal()).compareTo(new BigDecimal(b.literal()));
    }

    private static boolean all(Json.Items wanted, Json.Items values) {
        if (wanted.size() != values.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!same(wanted.value(i), values.value(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(Json.Members wanted, Json.Members value, boolean exactly) {
        for (int i = 0; i < wanted.size(); i++) {
            Json other = value.get(wanted.name(i));
            boolean fits =
                    exactly
                            ? other != null && same(wanted.value(i), other)
                            : pattern(wanted.value(i), other);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Whether the value has all that the pattern has. */
    static boolean pattern(Json wanted, @Nullable Json value) {
        return switch (wanted) {
            case Json.Members members ->
                    value instanceof Json.Members other && within(members, other, false);
            case Json.Items items -> value instanceof Json.Items other && some(items, other);
            default -> same(wanted, value);
        };
    }

    private static boolean some(Json.Items wanted, Json.Items values) {
        for (int i = 0; i < wanted.size(); i++) {
            boolean found = false;
            for (int j = 0; j < values.size() && !found; j++) {
                found = pattern(wanted.value(i), values.value(j));
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}

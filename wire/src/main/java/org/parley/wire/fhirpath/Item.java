package org.parley.wire.fhirpath;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** One value of a collection. */
public sealed interface Item {
    /**
     * A value that stands in a message.
     *
     * @param json the value; {@link Json.Null} when only an id or extensions stand there
     * @param side id and extensions of a primitive value
     * @param type name of its FHIR type, {@code HumanName} or {@code Patient.contact}
     */
    record Node(Json json, Json.@Nullable Members side, String type) implements Item {}

    /** True or false. */
    record Bool(boolean value) implements Item {
        static final Bool TRUE = new Bool(true);
        static final Bool FALSE = new Bool(false);

        static Bool of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    /** A text. */
    record Text(String value) implements Item {}

    /** A whole number. */
    record Int(long value) implements Item {}

    /** A decimal number with its digits. */
    record Dec(BigDecimal value) implements Item {}

    /** A date, a date with time, or a time. */
    record Moment(Temporal value) implements Item {}

    /** A number with a unit; calendar units are the words of FHIRPath, others UCUM. */
    record Quantity(BigDecimal value, String unit, boolean calendar) implements Item {}

    /** The name of a type. */
    record TypeName(String namespace, String name) implements Item {}
}

package org.parley.engine.plan;

import org.parley.wire.fhir.Json;
import org.parley.wire.hl7v2.Message;

/** A compiled condition in HL7's own words. Pure; always ends. */
public interface Condition {
    /** True of this message? */
    boolean test(Message message);

    /** True of this content of FHIR? A condition about HL7 v2 is true of none. */
    default boolean test(Json body) {
        return isAlways();
    }

    /** As the trust wrote it. */
    String text();

    /** True of everything, whatever its format? */
    default boolean isAlways() {
        return false;
    }

    /** True of every message. */
    static Condition always() {
        return new Condition() {
            @Override
            public boolean test(Message message) {
                return true;
            }

            @Override
            public String text() {
                return "always";
            }

            @Override
            public boolean isAlways() {
                return true;
            }
        };
    }
}

package org.parley.wire.fhirpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the definitions of a FHIR release say about types and their elements. */
public interface Types {
    /** One way an element can stand in JSON. */
    record Variant(String jsonName, String type) {}

    /** The ways in which the element of this name can stand in the type; null when it has none. */
    @Nullable List<Variant> element(String type, String name);

    /** The type behind a name in JSON; null when the type has no such member. */
    @Nullable String typeOf(String type, String jsonName);

    /** Whether a type is another one or is made from it. */
    boolean is(String type, String other);

    /** Whether there is such a type. */
    boolean known(String type);
}

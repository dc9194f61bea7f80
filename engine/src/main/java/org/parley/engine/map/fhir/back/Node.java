package org.parley.engine.map.fhir.back;

import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/**
 * A value of the content as a path came to it.
 *
 * @param value the value; JSON's null for a primitive that has extensions only
 * @param shadow the object with a primitive's extensions
 * @param owner the resource it is in
 * @param said what was read on the way and is said by coming here: references, filters
 */
record Node(Json value, @Nullable Json shadow, Json.Members owner, @Nullable Said said) {
    /** A value that was read, and those before it. */
    record Said(Json leaf, @Nullable Said before) {}

    static Node of(Json.Members resource) {
        return new Node(resource, null, resource, null);
    }

    Node child(Json below, @Nullable Json extensions) {
        return new Node(below, extensions, owner, said);
    }

    Node saying(Json leaf) {
        return new Node(value, shadow, owner, new Said(leaf, said));
    }
}

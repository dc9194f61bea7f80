package org.parley.engine.map.fhir.back;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.map.fhir.Element;
import org.parley.engine.map.fhir.Elements;

/** The types of FHIR R4 and the one of our own that tells about the message to be made. */
final class Types {
    /** What {@code $message} is. */
    static final String MESSAGE = "Message";

    private static final Map<String, String> OWN =
            Map.of(
                    "id", "string",
                    "time", "instant",
                    "type", "code",
                    "trigger", "code",
                    "structure", "code",
                    "new", "code");

    private final Elements r4;

    Types(Elements r4) {
        this.r4 = r4;
    }

    /** The type of an element; empty when the type has no such element. */
    Optional<String> element(String type, String name) {
        if (type.equals(MESSAGE)) {
            return Optional.ofNullable(OWN.get(name));
        }
        if (primitive(type)) {
            return name.equals("extension") ? Optional.of("Extension") : Optional.empty();
        }
        return name.equals("resourceType") && r4.resource(type)
                ? Optional.of("code")
                : r4.find(type, name).map(Element::type);
    }

    List<String> names(String type) {
        return type.equals(MESSAGE)
                ? OWN.keySet().stream().sorted().toList()
                : primitive(type) ? List.of("extension") : r4.names(type);
    }

    boolean resource(String name) {
        return r4.resource(name);
    }

    Set<String> resources() {
        return r4.resources();
    }

    static boolean primitive(String type) {
        return !type.isEmpty() && Elements.primitive(type);
    }
}

package org.parley.engine.map.fhir.back;

import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Whom a resource is about. */
final class Patients {
    private Patients() {}

    /** The patient of a resource, with the reference to it said; null when it is not here. */
    static @Nullable Node of(Content content, Node node) {
        if (!(node.value() instanceof Json.Members resource)) {
            return null;
        }
        if (Content.type(resource).equals("Patient")) {
            return Node.of(resource);
        }
        for (String name : new String[] {"subject", "patient", "for", "beneficiary"}) {
            Node found = resolved(content, resource.members(name), resource);
            if (found != null) {
                return found;
            }
        }
        Json.Items participants = resource.items("participant");
        for (int i = 0; i < participants.size(); i++) {
            if (participants.value(i) instanceof Json.Members participant) {
                Node found = resolved(content, participant.members("actor"), resource);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Node resolved(
            Content content, Json.@Nullable Members reference, Json.Members owner) {
        if (reference == null || !(reference.get("reference") instanceof Json.Text text)) {
            return null;
        }
        Json.Members found = content.resolve(text.value(), owner);
        return found != null && Content.type(found).equals("Patient")
                ? Node.of(found).saying(text)
                : null;
    }
}

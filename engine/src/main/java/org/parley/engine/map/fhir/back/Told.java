package org.parley.engine.map.fhir.back;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/**
 * What the MessageHeader of a Bundle tells of the message.
 *
 * @param event the trigger event of v2; empty when there is none
 * @param focus what it is about, by identity; empty when it does not say
 */
record Told(String event, Set<Json> focus) {
    private static final String EVENTS = "http://terminology.hl7.org/CodeSystem/v2-0003";

    static Told of(Content content) {
        Set<Json> focus = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Node> headers = content.all("MessageHeader");
        if (headers.isEmpty() || !(headers.getFirst().value() instanceof Json.Members header)) {
            return new Told("", focus);
        }
        Json.Items items = header.items("focus");
        for (int i = 0; i < items.size(); i++) {
            if (items.value(i) instanceof Json.Members reference
                    && reference.get("reference") instanceof Json.Text text) {
                Json.Members found = content.resolve(text.value(), header);
                if (found != null) {
                    focus.add(found);
                }
            }
        }
        return new Told(event(header.members("eventCoding")), focus);
    }

    private static String event(Json.@Nullable Members coding) {
        String code = coding == null ? null : coding.text("code");
        boolean ofV2 = coding != null && EVENTS.equals(coding.text("system"));
        return ofV2 && code != null ? code : "";
    }

    /** The resources of a type that it may be about: those that the focus names, or else all. */
    List<Node> about(Content content, String type) {
        List<Node> all = content.all(type);
        List<Node> named = all.stream().filter(node -> focus.contains(node.value())).toList();
        return named.isEmpty() ? all : named;
    }
}

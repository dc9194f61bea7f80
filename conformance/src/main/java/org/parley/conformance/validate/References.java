package org.parley.conformance.validate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.Item;

/** The resources of a message by what references may call them. */
final class References {
    private final Map<String, Json.Members> byName = new HashMap<>();
    private final boolean bundle;
    private final String kind;

    References(Json.Members message) {
        bundle = "Bundle".equals(message.text("resourceType"));
        String type = message.text("type");
        kind = type == null ? "" : type;
        if (bundle) {
            Json.Items entries = message.items("entry");
            for (int i = 0; i < entries.size(); i++) {
                if (entries.value(i) instanceof Json.Members entry) {
                    add(entry);
                }
            }
        }
    }

    private void add(Json.Members entry) {
        Json.Members resource = entry.members("resource");
        if (resource == null) {
            return;
        }
        String full = entry.text("fullUrl");
        if (full != null) {
            byName.putIfAbsent(full, resource);
            String[] parts = full.split("/", -1);
            if (parts.length >= 2) {
                byName.putIfAbsent(
                        parts[parts.length - 2] + "/" + parts[parts.length - 1], resource);
            }
        }
        String id = resource.text("id");
        if (id != null && full == null) {
            byName.putIfAbsent(resource.text("resourceType") + "/" + id, resource);
        }
    }

    /** Whether the message is a document or message, which holds all it speaks of. */
    boolean whole() {
        return bundle && (kind.equals("document") || kind.equals("message"));
    }

    boolean bundle() {
        return bundle;
    }

    /** What a reference means here; null when it is not in the message. */
    Json.@Nullable Members find(String reference, Item.Node root) {
        if (reference.startsWith("#") && root.json() instanceof Json.Members holder) {
            if (reference.length() == 1) {
                return holder;
            }
            Json.Items contained = holder.items("contained");
            for (int i = 0; i < contained.size(); i++) {
                if (contained.value(i) instanceof Json.Members one
                        && reference.substring(1).equals(one.text("id"))) {
                    return one;
                }
            }
            return null;
        }
        int history = reference.indexOf("/_history/");
        return byName.get(history < 0 ? reference : reference.substring(0, history));
    }
}

package org.parley.engine.map.fhir.back;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** The resources of a body: those of a Bundle, or the one that it is. Immutable. */
final class Content {
    private final Json.Members root;
    private final boolean bundle;
    private final List<Json.Members> resources = new ArrayList<>();
    private final Map<String, List<Node>> byType = new HashMap<>();
    private final Map<String, Json.Members> byReference = new HashMap<>();
    private final IdentityHashMap<Json.Members, Json.Members> entries = new IdentityHashMap<>();

    Content(Json.Members root) {
        this.root = root;
        this.bundle = "Bundle".equals(root.text("resourceType"));
        if (bundle) {
            Json.Items items = root.items("entry");
            for (int i = 0; i < items.size(); i++) {
                if (items.value(i) instanceof Json.Members entry
                        && entry.get("resource") instanceof Json.Members resource) {
                    entries.put(resource, entry);
                    add(resource, entry.text("fullUrl"));
                }
            }
        } else {
            add(root, null);
        }
    }

    private void add(Json.Members resource, @Nullable String url) {
        String type = type(resource);
        resources.add(resource);
        byType.computeIfAbsent(type, _ -> new ArrayList<>()).add(Node.of(resource));
        String id = resource.text("id");
        if (id != null) {
            byReference.putIfAbsent(type + "/" + id, resource);
        }
        if (url != null) {
            byReference.putIfAbsent(url, resource);
        }
    }

    static String type(Json.Members resource) {
        String type = resource.text("resourceType");
        return type == null ? "" : type;
    }

    Json.Members root() {
        return root;
    }

    boolean bundle() {
        return bundle;
    }

    List<Json.Members> resources() {
        return resources;
    }

    /** All of a type, in the order of the Bundle. */
    List<Node> all(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /** The entry of a resource in the Bundle; null when there is none. */
    Json.@Nullable Members entry(Json.Members resource) {
        return entries.get(resource);
    }

    /** The resource that a reference means; null when it is not here. */
    Json.@Nullable Members resolve(String reference, Json.Members owner) {
        if (reference.startsWith("#")) {
            Json.Items contained = owner.items("contained");
            for (int i = 0; i < contained.size(); i++) {
                if (contained.value(i) instanceof Json.Members one
                        && reference.substring(1).equals(one.text("id"))) {
                    return one;
                }
            }
            return null;
        }
        Json.Members found = byReference.get(reference);
        if (found != null) {
            return found;
        }
        int version = reference.indexOf("/_history/");
        String bare = version < 0 ? reference : reference.substring(0, version);
        int id = bare.lastIndexOf('/');
        int type = id <= 0 ? -1 : bare.lastIndexOf('/', id - 1);
        return byReference.get(type < 0 ? bare : bare.substring(type + 1));
    }
}

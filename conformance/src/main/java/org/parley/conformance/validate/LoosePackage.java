package org.parley.conformance.validate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Definitions that are in memory already. */
public final class LoosePackage implements Definitions.Source {
    private final String name;
    private final Map<String, Json.Members> byUrl = new HashMap<>();

    /** The first of two with the same address counts; what has no address is left out. */
    public LoosePackage(String name, List<Json.Members> resources) {
        this.name = name;
        for (Json.Members resource : resources) {
            String url = resource.text("url");
            if (url != null) {
                byUrl.putIfAbsent(resource.text("resourceType") + " " + url, resource);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Json.@Nullable Members find(String kind, String url) {
        return byUrl.get(kind + " " + url);
    }

    /** How many definitions there are. */
    public int size() {
        return byUrl.size();
    }
}

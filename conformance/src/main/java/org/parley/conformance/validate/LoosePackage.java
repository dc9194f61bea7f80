package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Definitions that are in memory already. */
public final class LoosePackage implements Definitions.Source {
    private final Manifest manifest;
    private final Map<String, List<Json.Members>> byUrl = new HashMap<>();

    /** The first of two with the same address counts; what has no address is left out. */
    public LoosePackage(String name, List<Json.Members> resources) {
        this(Manifest.named(name), resources);
    }

    LoosePackage(Manifest manifest, List<Json.Members> resources) {
        this.manifest = manifest;
        for (Json.Members resource : resources) {
            String url = resource.text("url");
            if (url != null) {
                byUrl.computeIfAbsent(
                                resource.text("resourceType") + " " + url, k -> new ArrayList<>())
                        .add(resource);
            }
        }
    }

    @Override
    public String name() {
        return manifest.title();
    }

    /** What it says of itself. */
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public Json.@Nullable Members find(String kind, String url, String version) {
        List<Json.Members> all = byUrl.getOrDefault(kind + " " + url, List.of());
        for (Json.Members one : all) {
            String own = one.text("version");
            if (!version.isEmpty() && own != null && Definitions.fits(own, version)) {
                return one;
            }
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    /** How many definitions there are. */
    public int size() {
        return byUrl.size();
    }
}

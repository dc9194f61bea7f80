package org.parley.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every description of a table there is. */
final class Specs {
    private Specs() {}

    /** The kinds of documents, by their first key, in the order of the guide. */
    static final Map<String, Spec<? extends Document>> KINDS = kinds();

    private static Map<String, Spec<? extends Document>> kinds() {
        Map<String, Spec<? extends Document>> all = new LinkedHashMap<>();
        all.put("trust", TrustDocument.SPEC);
        all.put("system", SystemSpec.SPEC);
        all.put("route", RouteSpec.SPEC);
        all.put("test", TestSpec.SPEC);
        return all;
    }

    /** All of them, each before those inside it. */
    static List<Spec<?>> all() {
        Map<String, Spec<?>> found = new LinkedHashMap<>();
        KINDS.values().forEach(spec -> add(spec, found));
        return new ArrayList<>(found.values());
    }

    private static void add(Spec<?> spec, Map<String, Spec<?>> found) {
        if (found.putIfAbsent(spec.name(), spec) == null) {
            spec.keys().forEach(key -> key.form().specs().forEach(inner -> add(inner, found)));
        }
    }
}

package org.parley.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JSON Schema (draft 7) of a document, for editors: completion, explanations, and most lints while
 * writing. Looser than the reading of Parley, never stricter.
 */
public final class JsonSchema {
    private JsonSchema() {}

    /** The schema as text; {@code schema/parley.schema.json}. */
    public static String text() {
        return Json.print(json());
    }

    static Json.Table json() {
        var definitions = Json.object();
        for (Spec<?> spec : Specs.all()) {
            definitions = definitions.with(spec.id(), definition(spec));
        }
        var kinds = new ArrayList<Json>();
        var first = new ArrayList<Json>();
        for (Map.Entry<String, Spec<? extends Document>> kind : Specs.KINDS.entrySet()) {
            Json has = Json.object().with("required", Json.strings(List.of(kind.getKey())));
            first.add(has);
            // A test has the key route too: what decides is the kind that comes first here.
            if (kind.getKey().equals("route")) {
                has =
                        Json.object()
                                .with("required", Json.strings(List.of("route")))
                                .with(
                                        "not",
                                        Json.object()
                                                .with("required", Json.strings(List.of("test"))));
            }
            kinds.add(Json.object().with("if", has).with("then", kind.getValue().schema()));
        }
        return Json.object()
                .with("$schema", "http://json-schema.org/draft-07/schema#")
                .with("title", "Configuration of a trust for Parley")
                .with("type", "object")
                .with("anyOf", new Json.Array(first))
                .with("allOf", new Json.Array(kinds))
                .with("definitions", definitions);
    }

    private static Json definition(Spec<?> spec) {
        var properties = Json.object();
        var required = new ArrayList<String>();
        for (Key<?> key : spec.keys()) {
            properties = properties.with(key.name(), property(key));
            if (key.required()) {
                required.add(key.name());
            }
        }
        var definition = Json.object().with("description", spec.summary()).with("type", "object");
        if (!required.isEmpty()) {
            definition = definition.with("required", Json.strings(required));
        }
        return definition
                .with("properties", properties)
                .with("additionalProperties", new Json.Bool(false));
    }

    private static Json property(Key<?> key) {
        String fallback =
                key.fallback()
                        .filter(f -> !f.equals("[]"))
                        .map(f -> " Default: " + f + ".")
                        .orElse("");
        String help = key.summary() + fallback + " Example: " + key.example();
        // In draft 7 nothing stands beside a $ref.
        return Json.object()
                .with("description", help)
                .with("allOf", new Json.Array(List.of(key.form().schema())));
    }
}

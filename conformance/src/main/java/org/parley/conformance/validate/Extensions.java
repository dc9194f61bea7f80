package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.wire.fhir.Json;

/** Definitions of extensions, and where they may stand. */
record Extensions(Definitions definitions, Map<String, Known> known) {
    Extensions(Definitions definitions) {
        this(definitions, new ConcurrentHashMap<>());
    }

    /** A definition of an extension, as far as its place is concerned. */
    record Known(
            boolean found,
            boolean modifier,
            List<String> elements,
            List<String> extensions,
            List<String> expressions,
            List<String> invariants) {}

    Known of(String url) {
        return known.computeIfAbsent(url, this::read);
    }

    private Known read(String url) {
        Json.Members definition = definitions.find("StructureDefinition", url).orElse(null);
        if (definition == null || !"Extension".equals(definition.text("type"))) {
            return new Known(false, false, List.of(), List.of(), List.of(), List.of());
        }
        List<String> elements = new ArrayList<>();
        List<String> extensions = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        Json.Items contexts = definition.items("context");
        for (int i = 0; i < contexts.size(); i++) {
            if (contexts.value(i) instanceof Json.Members context) {
                String expression = context.text("expression");
                String type = context.text("type");
                if (expression == null) {
                    continue;
                }
                if ("fhirpath".equals(type)) {
                    expressions.add(expression);
                } else if ("extension".equals(type)) {
                    extensions.add(expression);
                } else {
                    elements.add(expression);
                }
            } else if (contexts.value(i) instanceof Json.Text place) {
                // STU3: the kind of all places, then the places
                boolean within = "extension".equals(definition.text("contextType"));
                (within ? extensions : elements).add(place.value());
            }
        }
        return new Known(
                true,
                modifier(definition),
                List.copyOf(elements),
                List.copyOf(extensions),
                List.copyOf(expressions),
                List.copyOf(ElementReader.texts(definition.items("contextInvariant"))));
    }

    private static boolean modifier(Json.Members definition) {
        for (String part : List.of("snapshot", "differential")) {
            Json.Members view = definition.members(part);
            if (view != null
                    && view.items("element").size() > 0
                    && view.items("element").value(0) instanceof Json.Members root
                    && root.get("isModifier") instanceof Json.Bool bool) {
                return bool.value();
            }
        }
        return false;
    }
}

package org.parley.conformance.validate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Code systems: those of the packages, and those that have a grammar. */
final class CodeSystems {
    private static final Pattern LANGUAGE =
            Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}");
    private static final Pattern MIME =
            Pattern.compile(
                    "[A-Za-z0-9!#$&^_.+-]{1,64}/[A-Za-z0-9!#$&^_.+-]{1,64}(\\s*;.{0,200})?");

    private final Definitions definitions;
    private final UcumUnits units;
    private final Map<String, Concepts> systems = new ConcurrentHashMap<>();

    /** The concepts of a system; parents by code; complete when nothing else is in it. */
    record Concepts(
            boolean known,
            boolean complete,
            boolean caseSensitive,
            Map<String, String> display,
            Map<String, Set<String>> parents) {
        boolean has(String code) {
            return display.containsKey(code)
                    || (!caseSensitive && display.containsKey(code.toLowerCase(Locale.ROOT)));
        }
    }

    CodeSystems(Definitions definitions, UcumUnits units) {
        this.definitions = definitions;
        this.units = units;
    }

    /** Whether the code is in the system. */
    Answer has(String system, String code) {
        return switch (system) {
            case "http://unitsofmeasure.org" -> Answer.of(units.valid(code));
            case "urn:ietf:bcp:47" -> Answer.of(LANGUAGE.matcher(code).matches());
            case "urn:ietf:bcp:13", "http://www.rfc-editor.org/bcp/bcp13.txt" ->
                    Answer.of(MIME.matcher(code).matches());
            default -> {
                Concepts concepts = of(system);
                if (concepts.has(code)) {
                    yield Answer.YES;
                }
                yield concepts.complete() ? Answer.NO : Answer.UNKNOWN;
            }
        };
    }

    Concepts of(String system) {
        return systems.computeIfAbsent(system, this::read);
    }

    private Concepts read(String system) {
        Json.Members definition = definitions.find("CodeSystem", system).orElse(null);
        Map<String, String> display = new HashMap<>();
        Map<String, Set<String>> parents = new HashMap<>();
        if (definition == null) {
            return new Concepts(false, false, true, display, parents);
        }
        boolean caseSensitive =
                !(definition.get("caseSensitive") instanceof Json.Bool bool) || bool.value();
        concepts(definition.items("concept"), null, caseSensitive, display, parents);
        String content = definition.text("content");
        return new Concepts(
                true,
                "complete".equals(content) && !display.isEmpty(),
                caseSensitive,
                display,
                parents);
    }

    private static void concepts(
            Json.Items all,
            @Nullable String parent,
            boolean caseSensitive,
            Map<String, String> display,
            Map<String, Set<String>> parents) {
        for (int i = 0; i < all.size(); i++) {
            if (!(all.value(i) instanceof Json.Members concept)) {
                continue;
            }
            String code = concept.text("code");
            if (code == null) {
                continue;
            }
            String shown = concept.text("display");
            display.put(
                    caseSensitive ? code : code.toLowerCase(Locale.ROOT),
                    shown == null ? "" : shown);
            Set<String> above = parents.computeIfAbsent(code, key -> new HashSet<>());
            if (parent != null) {
                above.add(parent);
            }
            Json.Items properties = concept.items("property");
            for (int j = 0; j < properties.size(); j++) {
                if (properties.value(j) instanceof Json.Members property
                        && ("parent".equals(property.text("code"))
                                || "subsumedBy".equals(property.text("code")))) {
                    String other = property.text("valueCode");
                    if (other != null) {
                        above.add(other);
                    }
                }
            }
            concepts(concept.items("concept"), code, caseSensitive, display, parents);
        }
    }

    /** Whether the code is the ancestor or below it. */
    boolean isA(String system, String code, String ancestor) {
        return isA(of(system), code, ancestor, 0);
    }

    private static boolean isA(Concepts in, String code, String ancestor, int depth) {
        if (code.equals(ancestor)) {
            return true;
        }
        if (depth > 50) {
            return false;
        }
        for (String parent : in.parents().getOrDefault(code, Set.of())) {
            if (isA(in, parent, ancestor, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}

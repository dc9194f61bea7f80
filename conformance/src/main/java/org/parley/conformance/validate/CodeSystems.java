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
import org.parley.wire.nhs.Numbers;

/** Code systems: those of the packages, and those that have a grammar. */
final class CodeSystems {
    private static final Pattern LANGUAGE =
            Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}");
    private static final Pattern MIME =
            Pattern.compile(
                    "[A-Za-z0-9!#$&^_.+-]{1,64}/[A-Za-z0-9!#$&^_.+-]{1,64}(\\s*;.{0,200})?");

    /** Signs of a SNOMED CT expression, which is more than one identifier. */
    private static final Pattern EXPRESSION = Pattern.compile("[:+|={}]");

    private final Definitions definitions;
    private final UcumUnits units;
    private final Map<String, Concepts> systems = new ConcurrentHashMap<>();

    /** The concepts of a system; parents by code; complete when nothing else is in it. */
    record Concepts(
            String system,
            boolean known,
            boolean supplement,
            boolean complete,
            boolean caseSensitive,
            Map<String, String> display,
            Map<String, Set<String>> names,
            Map<String, Set<String>> parents) {
        /** Whether the system calls the code so; a plain display. */
        boolean called(String code, String plain) {
            Set<String> all = names.get(caseSensitive ? code : code.toLowerCase(Locale.ROOT));
            return all == null || all.isEmpty() || all.contains(plain);
        }

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
            case "http://snomed.info/sct" ->
                    EXPRESSION.matcher(code).find() || Numbers.snomedConcept(code)
                            ? Answer.UNKNOWN
                            : Answer.NO;
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
        Map<String, Set<String>> names = new HashMap<>();
        Map<String, Set<String>> parents = new HashMap<>();
        if (definition == null) {
            return new Concepts(system, false, false, false, true, display, names, parents);
        }
        boolean caseSensitive =
                !(definition.get("caseSensitive") instanceof Json.Bool bool) || bool.value();
        String content = definition.text("content");
        Concepts made =
                new Concepts(
                        system,
                        true,
                        "supplement".equals(content) || definition.get("supplements") != null,
                        "complete".equals(content) && definition.items("concept").size() > 0,
                        caseSensitive,
                        display,
                        names,
                        parents);
        concepts(definition.items("concept"), null, made);
        return made;
    }

    private static void concepts(Json.Items all, @Nullable String parent, Concepts to) {
        for (Json.Members concept : Extended.objects(all)) {
            String code = concept.text("code");
            if (code == null) {
                continue;
            }
            String key = to.caseSensitive() ? code : code.toLowerCase(Locale.ROOT);
            String shown = concept.text("display");
            to.display().put(key, shown == null ? "" : shown);
            Set<String> names = to.names().computeIfAbsent(key, k -> new HashSet<>());
            if (shown != null) {
                names.add(CodingChecks.plain(shown));
            }
            for (Json.Members one : Extended.objects(concept.items("designation"))) {
                names.add(CodingChecks.plain(String.valueOf(one.text("value"))));
            }
            Set<String> above = to.parents().computeIfAbsent(code, k -> new HashSet<>());
            if (parent != null) {
                above.add(parent);
            }
            for (Json.Members property : Extended.objects(concept.items("property"))) {
                String name = property.text("code");
                String other = property.text("valueCode");
                if (other != null && ("parent".equals(name) || "subsumedBy".equals(name))) {
                    above.add(other);
                }
            }
            concepts(concept.items("concept"), code, to);
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

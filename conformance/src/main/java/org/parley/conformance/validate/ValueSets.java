package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Value sets of the packages, compiled when first asked for. */
final class ValueSets {
    private static final int MAX_DEPTH = 20;

    private final Definitions definitions;
    private final CodeSystems systems;
    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    /** A filter of an include. */
    record Filter(String property, String operator, String value) {}

    /** One include or exclude; an empty system means any, no codes mean the whole system. */
    record Part(String system, Set<String> codes, List<Filter> filters, List<String> valueSets) {}

    /** A value set, compiled. */
    record Compiled(boolean known, List<Part> includes, List<Part> excludes) {}

    ValueSets(Definitions definitions, CodeSystems systems) {
        this.definitions = definitions;
        this.systems = systems;
    }

    /** Whether there is such a value set. */
    boolean known(String url) {
        return of(url).known();
    }

    /** Whether a code is in the value set; without system any that has the code will do. */
    Answer has(String url, @Nullable String system, String code) {
        return has(url, system, code, 0);
    }

    private Answer has(String url, @Nullable String system, String code, int depth) {
        return has(of(url), system, code, depth);
    }

    /** Whether a code is in a value set that was compiled before. */
    Answer has(Compiled set, @Nullable String system, String code) {
        return has(set, system, code, 0);
    }

    private Answer has(Compiled set, @Nullable String system, String code, int depth) {
        if (!set.known() || depth > MAX_DEPTH) {
            return Answer.UNKNOWN;
        }
        Answer in = Answer.NO;
        for (Part part : set.includes()) {
            in = in.or(part(part, system, code, depth));
            if (in == Answer.YES) {
                break;
            }
        }
        for (Part part : set.excludes()) {
            Answer out = part(part, system, code, depth);
            in = in.and(out == Answer.YES ? Answer.NO : out == Answer.NO ? Answer.YES : out);
        }
        return in;
    }

    private Answer part(Part part, @Nullable String system, String code, int depth) {
        if (!part.system().isEmpty() && system != null && !system.equals(part.system())) {
            return Answer.NO;
        }
        Answer in = Answer.YES;
        if (!part.codes().isEmpty()) {
            in = Answer.of(part.codes().contains(code));
        } else if (!part.system().isEmpty()) {
            in = systems.has(part.system(), code);
            for (Filter filter : part.filters()) {
                in = in.and(filter(part.system(), filter, code));
            }
        }
        for (String other : part.valueSets()) {
            in = in.and(has(other, system, code, depth + 1));
        }
        return in;
    }

    private Answer filter(String system, Filter filter, String code) {
        CodeSystems.Concepts concepts = systems.of(system);
        if (!concepts.complete()) {
            return Answer.UNKNOWN;
        }
        boolean below = systems.isA(system, code, filter.value());
        return switch (filter.operator()) {
            case "is-a" -> Answer.of(below);
            case "descendent-of" -> Answer.of(below && !code.equals(filter.value()));
            case "is-not-a" -> Answer.of(!below);
            default -> Answer.UNKNOWN;
        };
    }

    private Compiled of(String url) {
        Compiled known = compiled.get(url);
        if (known == null) {
            known = read(url);
            compiled.put(url, known);
        }
        return known;
    }

    private Compiled read(String url) {
        Json.Members definition = definitions.find("ValueSet", url).orElse(null);
        return definition == null ? new Compiled(false, List.of(), List.of()) : compile(definition);
    }

    /** Compiles a value set that is in no package, one within a message. */
    Compiled compile(Json.Members definition) {
        Json.Members compose = definition.members("compose");
        if (compose != null) {
            return new Compiled(
                    true, parts(compose.items("include")), parts(compose.items("exclude")));
        }
        Json.Members expansion = definition.members("expansion");
        List<Part> listed = new ArrayList<>();
        if (expansion != null) {
            listed(expansion.items("contains"), listed);
        }
        return new Compiled(expansion != null, listed, List.of());
    }

    private static void listed(Json.Items all, List<Part> to) {
        for (int i = 0; i < all.size(); i++) {
            if (all.value(i) instanceof Json.Members one) {
                String code = one.text("code");
                String system = one.text("system");
                if (code != null && system != null) {
                    to.add(new Part(system, Set.of(code), List.of(), List.of()));
                }
                listed(one.items("contains"), to);
            }
        }
    }

    private static List<Part> parts(Json.Items all) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!(all.value(i) instanceof Json.Members from)) {
                continue;
            }
            Set<String> codes = new HashSet<>();
            Json.Items concepts = from.items("concept");
            for (int j = 0; j < concepts.size(); j++) {
                if (concepts.value(j) instanceof Json.Members concept) {
                    String code = concept.text("code");
                    if (code != null) {
                        codes.add(code);
                    }
                }
            }
            List<Filter> filters = new ArrayList<>();
            Json.Items filtered = from.items("filter");
            for (int j = 0; j < filtered.size(); j++) {
                if (filtered.value(j) instanceof Json.Members filter) {
                    filters.add(
                            new Filter(
                                    String.valueOf(filter.text("property")),
                                    String.valueOf(filter.text("op")),
                                    String.valueOf(filter.text("value"))));
                }
            }
            String system = from.text("system");
            parts.add(
                    new Part(
                            system == null ? "" : system,
                            codes,
                            filters,
                            ElementReader.texts(from.items("valueSet"))));
        }
        return parts;
    }
}

package org.parley.conformance.validate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Definitions of several packages; a later package wins over an earlier one. */
public final class Definitions {
    private static final Json.Members ABSENT = Json.Members.of(0, new String[0], new Json[0]);

    private final List<Source> sources;
    private final Map<String, Json.Members> found = new ConcurrentHashMap<>();

    /** Where definitions come from. */
    public interface Source {
        /** Name and version, as findings show it. */
        String name();

        /**
         * The definition of this kind and canonical address, of this version where it has it; null
         * when there is none. No version is the empty text.
         */
        Json.@Nullable Members find(String kind, String url, String version);
    }

    /** Definitions from the first source to the last. */
    public Definitions(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The definition with this canonical address, with or without {@code |version}. */
    public Optional<Json.Members> find(String kind, String canonical) {
        Json.Members made =
                found.computeIfAbsent(kind + " " + canonical, key -> look(kind, canonical));
        return made.size() == 0 ? Optional.empty() : Optional.of(made);
    }

    /** Whether this canonical address means a definition of another kind. */
    public boolean elsewhere(String kind, String canonical) {
        for (String other :
                List.of("ValueSet", "CodeSystem", "StructureDefinition", "Questionnaire")) {
            if (!other.equals(kind) && find(other, canonical).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Json.Members look(String kind, String canonical) {
        int bar = canonical.indexOf('|');
        String url = bar < 0 ? canonical : canonical.substring(0, bar);
        String version = bar < 0 ? "" : canonical.substring(bar + 1);
        Json.Members fallback = ABSENT;
        for (int i = sources.size() - 1; i >= 0; i--) {
            Json.Members definition = sources.get(i).find(kind, url, version);
            if (definition != null) {
                String own = definition.text("version");
                if (version.isEmpty() || own == null || fits(own, version)) {
                    return definition;
                }
                fallback = fallback.size() == 0 ? definition : fallback;
            }
        }
        return fallback;
    }

    /** Whether a version is the wanted one, or one of the wanted line: 0.2.1 fits 0.2. */
    static boolean fits(String version, String wanted) {
        return version.equals(wanted) || version.startsWith(wanted + ".");
    }

    /** Names and versions of the packages. */
    public List<String> packages() {
        return sources.stream().map(Source::name).toList();
    }
}

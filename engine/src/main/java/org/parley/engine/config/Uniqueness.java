package org.parley.engine.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Systems, routes and tests have names of their own. */
final class Uniqueness {
    private Uniqueness() {}

    static void check(List<Document> documents, Lints lints) {
        Map<String, Place> seen = new HashMap<>();
        for (Document document : documents) {
            String kind =
                    switch (document) {
                        case TrustDocument ignored -> "trust";
                        case SystemDocument ignored -> "system";
                        case RouteDocument ignored -> "route";
                        case TestDocument ignored -> "test";
                    };
            Place place = document.written().at(kind);
            Optional.ofNullable(seen.putIfAbsent(kind + " " + document.name(), place))
                    .filter(first -> !kind.equals("trust"))
                    .ifPresent(first -> twice(document, kind, place, first, lints));
        }
    }

    private static void twice(
            Document document, String kind, Place place, Place first, Lints lints) {
        lints.error(
                place,
                "PAR-3020",
                "There is already a %s \"%s\", at %s:%d."
                        .formatted(kind, document.name(), first.file(), first.line()),
                "Give one of them another name.");
    }
}

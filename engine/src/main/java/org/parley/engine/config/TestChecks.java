package org.parley.engine.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.config.FolderReader.Declared;
import org.parley.engine.config.RouteDocument.LegDocument;
import org.parley.engine.config.TestDocument.Expectation;

/** Tests name routes, ports, destinations and files that are there. */
final class TestChecks {
    private TestChecks() {}

    private static final Set<String> AT_PORT = Set.of("refused", "filtered", "unwanted");

    static void check(
            List<TestDocument> tests,
            List<RouteDocument> routes,
            Declared declared,
            Source source,
            Lints lints) {
        for (TestDocument test : tests) {
            if (declared.lacks("route", test.route())) {
                lints.error(
                        test.written().at("route"),
                        "PAR-3034",
                        "There is no route \"%s\".".formatted(test.route())
                                + Suggestion.question(test.route(), declared.all("route")),
                        "Name the route that this test is about.");
            }
            routes.stream()
                    .filter(r -> r.name().equals(test.route()))
                    .findFirst()
                    .ifPresent(route -> against(test, route, lints));
            if (source.fixtures()) {
                files(test, source, lints);
            }
        }
    }

    private static void against(TestDocument test, RouteDocument route, Lints lints) {
        List<String> to = route.to().stream().map(LegDocument::send).toList();
        for (Expectation expected : test.then()) {
            if (route.from().contains(expected.at())) {
                misplaced(expected, true, lints);
            } else {
                destination(expected.at(), expected.written().at("at"), to, route, lints);
                misplaced(expected, false, lints);
            }
        }
        test.faults()
                .keySet()
                .forEach(at -> destination(at, test.written().name("while", at), to, route, lints));
        Optional<String> from = test.from();
        boolean unknown = from.isPresent() && !route.from().contains(from.get());
        if (unknown || (from.isEmpty() && route.from().size() > 1)) {
            lints.error(
                    test.written().at("from"),
                    "PAR-3035",
                    unknown
                            ? "The route \"" + route.name() + "\" does not take from there."
                            : "Several ports feed the route \"" + route.name() + "\".",
                    "Write from with one of: " + String.join(", ", route.from()) + ".");
        }
    }

    /** What counts messages in is not asked of a destination, nor the other way round. */
    private static void misplaced(Expectation expected, boolean atPort, Lints lints) {
        for (String key : expected.written().values().keySet().stream().sorted().toList()) {
            if (!key.equals("at") && AT_PORT.contains(key) != atPort) {
                lints.error(
                        expected.written().at(key),
                        "PAR-3045",
                        "The word \"%s\" says nothing about %s \"%s\"."
                                .formatted(
                                        key,
                                        atPort ? "the port" : "the destination",
                                        expected.at()),
                        "At a port write refused, filtered or unwanted; the other words belong to"
                                + " destinations.");
            }
        }
    }

    private static void destination(
            String at, Place place, List<String> to, RouteDocument route, Lints lints) {
        if (!to.contains(at)) {
            lints.error(
                    place,
                    "PAR-3035",
                    "The route \"%s\" does not send to \"%s\".".formatted(route.name(), at)
                            + Suggestion.question(at, to),
                    "It sends to: " + String.join(", ", to) + ".");
        }
    }

    private static void files(TestDocument test, Source source, Lints lints) {
        for (int i = 0; i < test.given().size(); i++) {
            String file = test.given().get(i);
            if (!source.names().contains(file)) {
                lints.error(
                        test.written().at("given", i),
                        "PAR-3026",
                        "There is no file \""
                                + file
                                + "\"."
                                + Suggestion.question(file, source.names()),
                        "Names of files begin at the trust's folder.");
            }
        }
    }
}

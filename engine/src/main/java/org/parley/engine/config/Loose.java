package org.parley.engine.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.parley.engine.config.FolderReader.Declared;

/** Ends that hang loose: ports that feed nothing, destinations that get nothing. */
final class Loose {
    private Loose() {}

    static void check(
            List<SystemDocument> systems,
            List<RouteDocument> routes,
            Declared declared,
            Lints lints) {
        if (!declared.isComplete() || routes.size() < declared.all("route").size()) {
            // A route that could not be read may be the one that uses them.
            return;
        }
        Set<String> fed = new HashSet<>();
        Set<String> sent = new HashSet<>();
        routes.forEach(r -> fed.addAll(r.from()));
        routes.forEach(r -> r.to().forEach(leg -> sent.add(leg.send())));
        for (SystemDocument system : systems) {
            system.sends().forEach((n, p) -> port(system.name() + "." + n, p, fed, lints));
            system.receives()
                    .forEach((n, p) -> destination(system.name() + "." + n, p, sent, lints));
            inUse(system, lints);
        }
    }

    private static void port(String name, SendsDocument port, Set<String> fed, Lints lints) {
        if (!fed.contains(name)) {
            lints.warn(
                    port.written().place(),
                    "PAR-3030",
                    "No route takes from \""
                            + name
                            + "\": what it sends and no rule filters will be parked.",
                    "Name it under from in a route, or filter its messages by ignore.");
        }
    }

    private static void destination(
            String name, ReceivesDocument port, Set<String> sent, Lints lints) {
        if (!sent.contains(name)) {
            lints.warn(
                    port.written().place(),
                    "PAR-3031",
                    "No route sends to \"" + name + "\".",
                    "Name it under to in a route, or take it out.");
        }
    }

    private static void inUse(SystemDocument system, Lints lints) {
        system.inUse()
                .filter(use -> !system.sends().containsKey(use.of()))
                .ifPresent(use ->
                        lints.error(
                                use.written().at("of"),
                                "PAR-3041",
                                "The system \"%s\" sends nothing by the name \"%s\"."
                                                .formatted(system.name(), use.of())
                                        + Suggestion.question(use.of(), system.sends().keySet()),
                                "Name one of the ports under its sends."));
    }
}

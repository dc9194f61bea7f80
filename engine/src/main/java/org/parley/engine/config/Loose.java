package org.parley.engine.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ends that hang loose: ports that feed nothing, destinations that get nothing. */
final class Loose {
    private Loose() {}

    /** Ports and destinations that no route names; asked only when every route could be read. */
    static void ends(List<SystemDocument> systems, List<RouteDocument> routes, Lints lints) {
        Set<String> fed = new HashSet<>();
        Set<String> sent = new HashSet<>();
        routes.forEach(r -> fed.addAll(r.from()));
        routes.forEach(r -> r.to().forEach(leg -> sent.add(leg.send())));
        for (SystemDocument system : systems) {
            system.sends().forEach((n, _) -> port(system, n, fed, lints));
            system.receives().forEach((n, _) -> destination(system, n, sent, lints));
        }
    }

    private static void port(SystemDocument system, String port, Set<String> fed, Lints lints) {
        String name = system.name() + "." + port;
        if (!fed.contains(name)) {
            lints.warn(
                    system.written().name("sends", port),
                    "PAR-3030",
                    "No route takes from \""
                            + name
                            + "\": what it sends and no rule filters will be parked.",
                    "Name it under from in a route, or filter its messages by ignore.");
        }
    }

    private static void destination(
            SystemDocument system, String port, Set<String> sent, Lints lints) {
        String name = system.name() + "." + port;
        if (!sent.contains(name)) {
            lints.warn(
                    system.written().name("receives", port),
                    "PAR-3031",
                    "No route sends to \"" + name + "\".",
                    "Name it under to in a route, or take it out.");
        }
    }

    /** A measure of use that names a port of its system. */
    static void inUse(SystemDocument system, Lints lints) {
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

package org.parley.engine.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the engine has been told to do, compiled and checked. Immutable: a change is another
 * plan.
 *
 * @param trust the trust's name
 * @param version a digest of all files the plan was made from
 * @param ports what listens or polls, by name ({@code pas.adt})
 * @param destinations where messages go, by name ({@code lims.demographics})
 * @param routes in the order of the files
 */
public record Plan(
        String trust,
        String version,
        Map<String, InPort> ports,
        Map<String, Destination> destinations,
        List<Route> routes) {
    public Plan {
        ports = Map.copyOf(ports);
        destinations = Map.copyOf(destinations);
        routes = List.copyOf(routes);
    }

    public Optional<InPort> port(String name) {
        return Optional.ofNullable(ports.get(name));
    }

    /** The leg of a route that goes to a destination. */
    public Optional<Route.Leg> leg(String route, String destination) {
        for (Route candidate : routes) {
            if (candidate.name().equals(route)) {
                for (Route.Leg leg : candidate.legs()) {
                    if (leg.destination().equals(destination)) {
                        return Optional.of(leg);
                    }
                }
            }
        }
        return Optional.empty();
    }

    public Optional<Destination> destination(String name) {
        return Optional.ofNullable(destinations.get(name));
    }
}

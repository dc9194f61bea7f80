package org.parley.engine.route;

import java.util.List;
import org.parley.engine.plan.Route;

/** Where one message goes. */
public sealed interface Routing {
    /** A rule of the port filters it. */
    record Filtered(String why) implements Routing {}

    /** No route wants it and no rule filters it: it has no owner, so it is parked. */
    record Unwanted() implements Routing {}

    /** At least one delivery, in the order of the plan. */
    record Wanted(List<Target> targets) implements Routing {
        public Wanted {
            targets = List.copyOf(targets);
        }
    }

    /** One delivery. */
    record Target(Route route, Route.Leg leg) {}
}

package org.parley.engine.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Route.Leg;
import org.parley.engine.route.Routing.Filtered;
import org.parley.engine.route.Routing.Target;
import org.parley.engine.route.Routing.Unwanted;
import org.parley.engine.route.Routing.Wanted;
import org.parley.wire.hl7v2.Message;

/** (message, plan) → deliveries. Holds nothing but the plan, arranged by port. */
public final class Router {
    private final Plan plan;
    private final Map<String, List<Route>> byPort = new HashMap<>();

    public Router(Plan plan) {
        this.plan = plan;
        for (Route route : plan.routes()) {
            for (String port : route.from()) {
                byPort.computeIfAbsent(port, name -> new ArrayList<>()).add(route);
            }
        }
    }

    public Plan plan() {
        return plan;
    }

    /**
     * Decides where a message goes.
     *
     * @param port the port that took it
     * @param message the message read; empty for formats other than HL7 v2, for which only
     *     conditions that are always true hold
     */
    public Routing route(String port, Optional<Message> message) {
        return route(port, message, new byte[0]);
    }

    /**
     * The same for a port of any format.
     *
     * @param body what came in, read when the port speaks FHIR and a condition asks
     */
    public Routing route(String port, Optional<Message> message, byte[] body) {
        boolean fhir =
                plan.port(port)
                        .filter(known -> known.speaks().format() == InPort.Format.FHIR)
                        .isPresent();
        Matter matter = new Matter(message, fhir ? body : new byte[0]);
        for (InPort.Ignore rule : plan.port(port).map(InPort::ignore).orElse(List.of())) {
            if (matter.fits(rule.when())) {
                return new Filtered(rule.why());
            }
        }
        List<Target> targets = new ArrayList<>(4);
        for (Route route : byPort.getOrDefault(port, List.of())) {
            if (matter.fits(route.when())) {
                for (Leg leg : route.legs()) {
                    if (matter.fits(leg.when())) {
                        targets.add(new Target(route, leg));
                    }
                }
            }
        }
        return targets.isEmpty() ? new Unwanted() : new Wanted(targets);
    }
}

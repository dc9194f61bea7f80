package org.parley.engine.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.parley.engine.deliver.Outbox;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.Plan;

/** All outboxes by destination; also of destinations that the plan does not have any more. */
public final class Outboxes {
    private final Map<String, Outbox> byName = new ConcurrentSkipListMap<>();
    private final Plan plan;

    /**
     * @param plan says how many connections each destination has
     */
    public Outboxes(Plan plan) {
        this.plan = plan;
        plan.destinations().keySet().forEach(this::get);
    }

    /** The outbox of a destination, made when first asked for. */
    public Outbox get(String destination) {
        return byName.computeIfAbsent(destination, name -> new Outbox(name, connections(name)));
    }

    private int connections(String destination) {
        return plan.destination(destination).map(Destination::connections).orElse(0);
    }

    public Collection<Outbox> all() {
        return List.copyOf(byName.values());
    }
}

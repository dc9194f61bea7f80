package org.parley.engine.config;

import java.util.List;
import java.util.Optional;
import org.parley.engine.plan.Route.IfRejected;
import org.parley.engine.plan.Route.Promise;

/**
 * A route as written.
 *
 * @param from ports that feed it
 * @param when which of their messages it wants, as text; every one when empty
 */
public record RouteDocument(
        String name,
        String why,
        List<String> from,
        Optional<String> when,
        Optional<Promise> promise,
        List<LegDocument> to,
        IfRejected ifRejected,
        Written written)
        implements Document {
    public RouteDocument {
        if (name.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException("a route has a name and a reason");
        }
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    /**
     * One destination of a route.
     *
     * @param maps names of its tables in the order they run; byte for byte when empty
     * @param ifRejected when it differs from the route's
     */
    public record LegDocument(
            String send,
            List<String> maps,
            Optional<String> when,
            Optional<IfRejected> ifRejected,
            Written written) {
        public LegDocument {
            maps = List.copyOf(maps);
        }
    }
}

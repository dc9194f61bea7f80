package org.parley.engine.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which messages go where.
 *
 * @param name unique
 * @param why what it is for, in a sentence
 * @param from names of ports
 * @param when which messages it wants
 * @param promise how fast, if promised
 * @param legs where they go
 */
public record Route(
        String name,
        String why,
        List<String> from,
        Condition when,
        Optional<Promise> promise,
        List<Leg> legs) {
    public Route {
        from = List.copyOf(from);
        legs = List.copyOf(legs);
    }

    /**
     * One destination of a route.
     *
     * @param destination its name
     * @param when which of the route's messages it wants
     * @param map how they are changed; empty means byte for byte
     * @param ifRejected what to do when the receiver says no
     */
    public record Leg(
            String destination, Condition when, Optional<Mapping> map, IfRejected ifRejected) {}

    /**
     * A promise of speed.
     *
     * @param share 0 to 1
     * @param within from received to delivered
     */
    public record Promise(double share, Duration within) {}

    /** What to do when the receiver answered AE, AR, CE, CR or an HTTP 4xx. */
    public sealed interface IfRejected {
        /** Put aside for a person; later messages of the same key go on. */
        record Park() implements IfRejected {}

        /** Try again, at most so many times, then park. The key waits meanwhile. */
        record Retry(int times) implements IfRejected {}

        /** Hold the destination's key until a person decides. */
        record Stop() implements IfRejected {}
    }
}

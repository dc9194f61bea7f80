package org.parley.engine.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.parley.wire.problem.Problem;

/**
 * The book of promise 3, at one position of the journal.
 *
 * @param position everything before it is counted
 * @param ports one line for each port
 * @param legs one line for each destination of each route
 */
public record Book(long position, List<PortLine> ports, List<LegLine> legs) {
    public Book {
        ports = List.copyOf(ports);
        legs = List.copyOf(legs);
    }

    /**
     * One port. {@code received = refused + filtered + routed}; what no route wanted is routed to
     * nobody and parked.
     *
     * @param unwanted of those routed, how many no route wanted
     */
    public record PortLine(
            String port, long received, long refused, long filtered, long routed, long unwanted) {
        public boolean balanced() {
            return received == refused + filtered + routed;
        }
    }

    /**
     * One destination of a route. {@code routed = delivered + waiting + parked + closed}. Waiting
     * and parked are counted in the queues themselves, not derived.
     *
     * @param late of those delivered, how many missed the route's promise
     * @param oldestWaiting when the oldest message that waits was received
     * @param trouble why nothing gets through, if so
     */
    public record LegLine(
            String route,
            String destination,
            String owner,
            long routed,
            long delivered,
            long waiting,
            long parked,
            long closed,
            long late,
            Optional<Instant> oldestWaiting,
            Optional<Problem> trouble) {
        LegLine waitingSince(Optional<Instant> since) {
            return new LegLine(
                    route,
                    destination,
                    owner,
                    routed,
                    delivered,
                    waiting,
                    parked,
                    closed,
                    late,
                    since,
                    trouble);
        }

        public boolean balanced() {
            return routed == delivered + waiting + parked + closed;
        }
    }

    /** The same with the times since when the oldest messages wait. */
    Book withOldest(Function<String, Optional<Instant>> since) {
        return new Book(
                position,
                ports,
                legs.stream()
                        .map(leg ->
                                leg.waiting() == 0
                                        ? leg
                                        : leg.waitingSince(since.apply(leg.destination())))
                        .toList());
    }

    /** Do all lines balance? */
    public boolean balanced() {
        return imbalances().isEmpty();
    }

    /** Lines that do not balance, in words. */
    public List<String> imbalances() {
        List<String> wrong = new ArrayList<>();
        for (PortLine line : ports) {
            if (!line.balanced()) {
                wrong.add(
                        "port "
                                + line.port()
                                + ": received "
                                + line.received()
                                + " is not refused "
                                + line.refused()
                                + " + filtered "
                                + line.filtered()
                                + " + routed "
                                + line.routed());
            }
        }
        for (LegLine line : legs) {
            if (!line.balanced()) {
                wrong.add(
                        "route "
                                + line.route()
                                + " to "
                                + line.destination()
                                + ": routed "
                                + line.routed()
                                + " is not delivered "
                                + line.delivered()
                                + " + waiting "
                                + line.waiting()
                                + " + parked "
                                + line.parked()
                                + " + closed "
                                + line.closed());
            }
        }
        return wrong;
    }
}

package org.parley.engine.trial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.ledger.Book;
import org.parley.engine.plan.InPort;
import org.parley.wire.problem.Problem;

/**
 * What happened in one trial. The first message comes at time 0.
 *
 * @param port where they came
 * @param given the messages, in the order they came
 * @param taken which of them the journal has, by position
 * @param refused of those, which were refused and why, by position
 * @param keys order keys of each message taken, by position
 * @param lasted nanoseconds of simulated time
 * @param visits in the order they were made
 * @param legs destinations owed, as {@code route -> destination}, by position
 * @param book in the end
 * @param parked in the end
 * @param strays outcomes for deliveries that were not owed
 * @param stopped why it was ended before it came to rest, if it was
 */
record Course(
        InPort port,
        List<Given> given,
        SortedMap<Long, Integer> taken,
        Map<Long, Problem> refused,
        Map<Long, List<Long>> keys,
        long lasted,
        List<Visit> visits,
        Map<Long, List<Owed>> legs,
        Book book,
        List<ParkedDelivery> parked,
        long strays,
        Optional<String> stopped) {

    /** One delivery owed. */
    record Owed(String route, String destination) {}

    /** What a person calls a message. */
    String label(long position) {
        Integer index = taken.get(position);
        return index == null ? "a message nobody gave" : given.get(index).label();
    }

    /** Messages that a destination accepted by a route, in the order they were sent. */
    List<Visit> accepted(String route, String destination) {
        return visits.stream()
                .filter(v -> v.accepted() && v.answered() <= lasted)
                .filter(v -> v.route().equals(route) && v.destination().equals(destination))
                .toList();
    }
}

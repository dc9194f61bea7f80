package org.parley.app.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.clock.Clock;
import org.parley.engine.ledger.Book;

/**
 * Rates a second, from successive books, since when a destination is in trouble, and how long its
 * oldest message has waited. Thread-safe.
 */
final class Rates {
    /** Books looked back on; one a second. */
    static final int WINDOW = 6;

    private final Clock clock;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Map<String, Instant> troubleSince = new HashMap<>();
    private final Map<String, Standing> standing = new HashMap<>();

    /** A book and when it was read. */
    private record Sample(long nanos, Book book) {}

    /** The oldest message that waits on a leg, and since when this page has seen it there. */
    private record Standing(Instant received, long seenNanos) {}

    Rates(Clock clock) {
        this.clock = clock;
    }

    /** Notes a book; once a second. */
    synchronized void note(Book book) {
        samples.addLast(new Sample(clock.nanoTime(), book));
        if (samples.size() > WINDOW) {
            samples.removeFirst();
        }
        for (Book.LegLine leg : book.legs()) {
            if (leg.trouble().isPresent()) {
                troubleSince.putIfAbsent(leg.destination(), clock.now());
            } else {
                troubleSince.remove(leg.destination());
            }
            watch(leg);
        }
    }

    private void watch(Book.LegLine leg) {
        if (leg.waiting() == 0 || leg.oldestWaiting().isEmpty()) {
            standing.remove(name(leg));
            return;
        }
        Instant oldest = leg.oldestWaiting().get();
        standing.compute(
                name(leg),
                (name, known) ->
                        known != null && known.received().equals(oldest)
                                ? known
                                : new Standing(oldest, clock.nanoTime()));
    }

    private static String name(Book.LegLine leg) {
        return leg.destination() + " " + leg.route();
    }

    /**
     * How long the oldest message of a leg has waited. By the time of day, but never less than this
     * page has seen it stand there: a clock that is set back must not silence an alarm.
     */
    synchronized Duration waited(Book.LegLine leg) {
        Instant now = clock.now();
        Duration byDay =
                leg.oldestWaiting()
                        .map(since -> Duration.between(since, now))
                        .orElse(Duration.ZERO);
        Standing known = standing.get(name(leg));
        Duration seen =
                known != null && leg.oldestWaiting().equals(Optional.of(known.received()))
                        ? Duration.ofNanos(clock.nanoTime() - known.seenNanos())
                        : Duration.ZERO;
        return seen.compareTo(byDay) > 0 ? seen : byDay;
    }

    /** Since when, as far as this page has seen; now when it has not yet. */
    synchronized Instant since(String destination) {
        return Optional.ofNullable(troubleSince.get(destination)).orElseGet(clock::now);
    }

    /** Received a second at a port. */
    synchronized double received(String port) {
        return rate(book ->
                book.ports().stream()
                        .filter(line -> line.port().equals(port))
                        .mapToLong(Book.PortLine::received)
                        .sum());
    }

    /** Delivered a second by a route to a destination. */
    synchronized double delivered(String route, String destination) {
        return rate(book ->
                book.legs().stream()
                        .filter(line -> line.route().equals(route))
                        .filter(line -> line.destination().equals(destination))
                        .mapToLong(Book.LegLine::delivered)
                        .sum());
    }

    private double rate(java.util.function.ToLongFunction<Book> count) {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = (last.nanos() - first.nanos()) / (double) Duration.ofSeconds(1).toNanos();
        long more = count.applyAsLong(last.book()) - count.applyAsLong(first.book());
        return seconds <= 0 ? 0 : Math.max(0, more / seconds);
    }
}

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
 * Rates a second, from successive books, and since when a destination is in trouble. Thread-safe.
 */
final class Rates {
    /** Books looked back on; one a second. */
    static final int WINDOW = 6;

    private final Clock clock;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Map<String, Instant> troubleSince = new HashMap<>();

    /** A book and when it was read. */
    private record Sample(long nanos, Book book) {}

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
        }
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

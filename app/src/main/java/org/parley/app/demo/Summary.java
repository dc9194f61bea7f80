package org.parley.app.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.parley.engine.ledger.Book;
import org.parley.testkit.trust.Reckoning;

/**
 * The figures of a demo. The engine's book on one side, what the simulated systems saw on the
 * other.
 *
 * @param seconds of traffic
 * @param ackP50Millis from sending to the answer, as senders saw it
 */
record Summary(
        Book book, Reckoning reckoning, double seconds, double ackP50Millis, double ackP99Millis) {
    private long ports(ToLongFunction<Book.PortLine> count) {
        return book.ports().stream().mapToLong(count).sum();
    }

    private long legs(ToLongFunction<Book.LegLine> count) {
        return book.legs().stream().mapToLong(count).sum();
    }

    private Map<String, Object> figures() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("received", ports(Book.PortLine::received));
        all.put("refused", ports(Book.PortLine::refused));
        all.put("filtered", ports(Book.PortLine::filtered));
        all.put("routed", legs(Book.LegLine::routed));
        all.put("delivered", legs(Book.LegLine::delivered));
        all.put("waiting", legs(Book.LegLine::waiting));
        all.put("parked", legs(Book.LegLine::parked));
        all.put("closed", legs(Book.LegLine::closed));
        all.put("balanced", book.balanced());
        all.put("lost", reckoning.lost());
        all.put("duplicates", reckoning.duplicates());
        all.put("outOfOrder", reckoning.outOfOrder());
        all.put("invented", reckoning.invented());
        all.put("misrouted", reckoning.misrouted());
        all.put("wrongBytes", reckoning.wrongBytes());
        all.put("held", reckoning.held());
        all.put("undecided", reckoning.undecided());
        all.put("perSecond", rounded(ports(Book.PortLine::received) / Math.max(seconds, 0.001)));
        all.put("ackP50Millis", rounded(ackP50Millis));
        all.put("ackP99Millis", rounded(ackP99Millis));
        return all;
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** One JSON object on one line. */
    String json() {
        StringBuilder json = new StringBuilder("{");
        figures()
                .forEach((name, value) ->
                        json.append(json.length() == 1 ? "" : ",")
                                .append('"')
                                .append(name)
                                .append("\":")
                                .append(value));
        return json.append('}').toString();
    }

    /** For a person: two sentences and what is wrong, if anything is. */
    String words() {
        String verdict =
                book.balanced() && reckoning.clean()
                        ? "Nothing was lost, doubled or disordered; the book balances."
                        : "SOMETHING IS WRONG: " + reckoning + " " + book.imbalances();
        return String.format(
                Locale.ROOT,
                "%,d messages came in, %,d refused with a reason, %,d filtered by rule; %,d deliveries owed: %,d delivered, %,d waiting, %,d parked, %,d closed.%n%s",
                ports(Book.PortLine::received),
                ports(Book.PortLine::refused),
                ports(Book.PortLine::filtered),
                legs(Book.LegLine::routed),
                legs(Book.LegLine::delivered),
                legs(Book.LegLine::waiting),
                legs(Book.LegLine::parked),
                legs(Book.LegLine::closed),
                verdict);
    }

    boolean right() {
        return book.balanced() && reckoning.clean();
    }
}

package org.parley.app.page;

import java.util.Locale;
import java.util.function.ToLongFunction;
import org.parley.engine.Engine;
import org.parley.engine.journal.JournalHealth;
import org.parley.engine.ledger.Book;

/** The book and the journal in the text format of Prometheus, version 0.0.4. No patient data. */
final class Metrics {
    private final StringBuilder out = new StringBuilder();

    private Metrics() {}

    static String of(Engine engine) {
        Metrics metrics = new Metrics();
        Book book = engine.book();
        metrics.port(book, "received", "Messages received", Book.PortLine::received);
        metrics.port(book, "refused", "Messages refused", Book.PortLine::refused);
        metrics.port(book, "filtered", "Messages filtered by a rule", Book.PortLine::filtered);
        metrics.port(book, "routed", "Messages routed", Book.PortLine::routed);
        metrics.leg(book, "routed", "counter", "Deliveries owed", Book.LegLine::routed);
        metrics.leg(book, "delivered", "counter", "Deliveries made", Book.LegLine::delivered);
        metrics.leg(book, "late", "counter", "Deliveries later than promised", Book.LegLine::late);
        metrics.leg(
                book, "closed", "counter", "Deliveries given up by a person", Book.LegLine::closed);
        metrics.leg(book, "waiting", "gauge", "Deliveries that wait", Book.LegLine::waiting);
        metrics.leg(
                book, "parked", "gauge", "Deliveries parked for a person", Book.LegLine::parked);
        metrics.leg(
                book,
                "in_trouble",
                "gauge",
                "1 when nothing gets through",
                l -> l.trouble().isPresent() ? 1 : 0);
        JournalHealth journal = engine.journal().health();
        metrics.value(
                "parley_book_balanced",
                "1 when every line of the book adds up",
                book.balanced() ? "1" : "0");
        metrics.value(
                "parley_book_position",
                "Journal position up to which the book counts",
                String.valueOf(book.position()));
        metrics.value(
                "parley_journal_end",
                "One past the last durable position",
                String.valueOf(engine.journal().end()));
        metrics.value(
                "parley_journal_fsync_median_seconds",
                "Measured when the journal was opened",
                String.format(Locale.ROOT, "%.6f", journal.fsyncMedian().toNanos() / 1e9));
        metrics.value(
                "parley_journal_bytes", "Bytes on disk", String.valueOf(journal.bytesOnDisk()));
        metrics.value(
                "parley_journal_free_bytes",
                "Bytes free on that disk",
                String.valueOf(journal.bytesFree()));
        metrics.value(
                "parley_journal_accepting",
                "1 when new messages are taken",
                journal.trouble().isPresent() ? "0" : "1");
        return metrics.out.toString();
    }

    private void head(String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void value(String name, String help, String value) {
        head(name, "gauge", help);
        out.append(name).append(' ').append(value).append('\n');
    }

    private void port(Book book, String what, String help, ToLongFunction<Book.PortLine> count) {
        String name = "parley_port_" + what + "_total";
        head(name, "counter", help);
        for (Book.PortLine line : book.ports()) {
            out.append(name).append("{port=").append(label(line.port())).append("} ");
            out.append(count.applyAsLong(line)).append('\n');
        }
    }

    private void leg(
            Book book, String what, String type, String help, ToLongFunction<Book.LegLine> count) {
        String name = "parley_delivery_" + what + (type.equals("counter") ? "_total" : "");
        head(name, type, help);
        for (Book.LegLine line : book.legs()) {
            out.append(name).append("{destination=").append(label(line.destination()));
            out.append(",route=").append(label(line.route())).append("} ");
            out.append(count.applyAsLong(line)).append('\n');
        }
    }

    private static String label(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}

package org.parley.app.page;

import org.parley.engine.ledger.Book;

/** Sums over the lines of a book. */
record Sums(
        long received,
        long refused,
        long filtered,
        long routedIn,
        long routed,
        long delivered,
        long waiting,
        long parked,
        long closed) {
    static Sums of(Book book) {
        return new Sums(
                book.ports().stream().mapToLong(Book.PortLine::received).sum(),
                book.ports().stream().mapToLong(Book.PortLine::refused).sum(),
                book.ports().stream().mapToLong(Book.PortLine::filtered).sum(),
                book.ports().stream().mapToLong(Book.PortLine::routed).sum(),
                book.legs().stream().mapToLong(Book.LegLine::routed).sum(),
                book.legs().stream().mapToLong(Book.LegLine::delivered).sum(),
                book.legs().stream().mapToLong(Book.LegLine::waiting).sum(),
                book.legs().stream().mapToLong(Book.LegLine::parked).sum(),
                book.legs().stream().mapToLong(Book.LegLine::closed).sum());
    }

    Now.PortSums portSums() {
        return new Now.PortSums(
                Words.count(received),
                Words.count(refused),
                Words.count(filtered),
                Words.count(routedIn));
    }

    Now.LegSums legSums() {
        return new Now.LegSums(
                Words.count(routed),
                Words.count(delivered),
                Words.count(waiting),
                Words.count(parked),
                Words.count(closed));
    }
}

package org.parley.app.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.engine.Engine;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.journal.JournalHealth;
import org.parley.engine.ledger.Book;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.wire.problem.Problem;

/** Reads the engine and says how it stands. {@link #tick} once a second by one thread. */
final class Watch implements AutoCloseable {
    /** Parked deliveries shown on the first page. */
    static final int PARKED_SHOWN = 5;

    /** Parked deliveries whose owners the headline names. */
    private static final int OWNERS_LOOKED_AT = 200;

    private final Engine engine;
    private final Facts facts;
    private final Clock clock;
    private final Rates rates;
    private final Latest latest;
    private final long startedNanos;

    Watch(Engine engine, Facts facts, Clock clock) {
        this.engine = engine;
        this.facts = facts;
        this.clock = clock;
        this.rates = new Rates(clock);
        this.latest = new Latest(engine);
        this.startedNanos = clock.nanoTime();
    }

    void tick() {
        rates.note(engine.book());
        latest.step();
    }

    Now now() {
        Book book = engine.book();
        Plan plan = engine.plans().current().plan();
        Instant at = clock.now();
        JournalHealth journal = engine.journal().health();
        List<Now.PortRow> ports = ports(book, plan);
        List<Now.LegRow> legs = legs(book, plan);
        List<Now.LegRow> slow =
                book.legs().stream()
                        .filter(l -> l.trouble().isEmpty() && l.waiting() > 0)
                        .filter(l -> rates.waited(l).compareTo(Headline.LONG_WAIT) >= 0)
                        .map(l -> leg(l, plan))
                        .toList();
        Sums sums = Sums.of(book);
        List<ParkedDelivery> parked = engine.ledger().parked(OWNERS_LOOKED_AT);
        Headline headline =
                Headline.of(
                        new Headline.Given(
                                sums.received(),
                                sums.delivered(),
                                legs,
                                slow,
                                sums.parked(),
                                parked,
                                book.imbalances(),
                                engine.failure(),
                                journal));
        return new Now(
                facts.trust(),
                Words.clock(at, facts.zone()),
                Words.stamp(at, facts.zone()),
                headline,
                tiles(sums, ports, legs),
                ports,
                legs,
                sums.portSums(),
                sums.legSums(),
                book.balanced(),
                Picture.of(plan, ports, legs),
                legs.stream().filter(l -> l.waitingCount() > 0 || l.trouble().isPresent()).toList(),
                parked.stream().limit(PARKED_SHOWN).map(p -> parked(p, at)).toList(),
                Words.count(sums.parked()),
                latest.messages().stream().map(this::latest).toList(),
                health(journal, book, plan));
    }

    private static List<Now.Tile> tiles(Sums sums, List<Now.PortRow> ports, List<Now.LegRow> legs) {
        double in = ports.stream().mapToDouble(Now.PortRow::rate).sum();
        double out = legs.stream().mapToDouble(Now.LegRow::rate).sum();
        return List.of(
                new Now.Tile(
                        "taken",
                        Words.count(sums.received()),
                        "messages taken",
                        Words.rate(in) + " a second"),
                new Now.Tile(
                        "delivered",
                        Words.count(sums.delivered()),
                        "deliveries made",
                        Words.rate(out) + " a second"),
                new Now.Tile(
                        "waiting",
                        Words.count(sums.waiting()),
                        "waiting",
                        "Parley sends them by itself"),
                new Now.Tile("parked", Words.count(sums.parked()), "parked", "a person decides"));
    }

    private List<Now.PortRow> ports(Book book, Plan plan) {
        Map<String, String> addresses = engine.addresses();
        Map<String, Book.PortLine> lines = new TreeMap<>();
        plan.ports().keySet().forEach(p -> lines.put(p, new Book.PortLine(p, 0, 0, 0, 0, 0)));
        book.ports().forEach(line -> lines.put(line.port(), line));
        List<Now.PortRow> rows = new ArrayList<>();
        for (Book.PortLine line : lines.values()) {
            double rate = rates.received(line.port());
            rows.add(
                    new Now.PortRow(
                            line.port(),
                            facts.name(line.port()),
                            plan.port(line.port()).map(InPort::owner).orElse(plan.trust()),
                            addresses.getOrDefault(line.port(), "not configured any more"),
                            rate,
                            Words.rate(rate),
                            Words.count(line.received()),
                            Words.count(line.refused()),
                            Words.count(line.filtered()),
                            Words.count(line.routed()),
                            Words.count(line.unwanted()),
                            line.balanced()));
        }
        return rows;
    }

    private List<Now.LegRow> legs(Book book, Plan plan) {
        Map<String, Book.LegLine> lines = new TreeMap<>();
        for (Route route : plan.routes()) {
            for (Route.Leg leg : route.legs()) {
                lines.put(
                        leg.destination() + " " + route.name(),
                        new Book.LegLine(
                                route.name(),
                                leg.destination(),
                                plan.destination(leg.destination())
                                        .map(d -> d.owner())
                                        .orElse(plan.trust()),
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                Optional.empty(),
                                Optional.empty()));
            }
        }
        book.legs().forEach(line -> lines.put(line.destination() + " " + line.route(), line));
        return lines.values().stream().map(line -> leg(line, plan)).toList();
    }

    private Now.LegRow leg(Book.LegLine line, Plan plan) {
        boolean unowned = line.destination().equals(DeliveryRef.UNOWNED);
        double rate = rates.delivered(line.route(), line.destination());
        Optional<Route.Promise> promise =
                plan.routes().stream()
                        .filter(r -> r.name().equals(line.route()))
                        .findFirst()
                        .flatMap(Route::promise);
        double share = line.delivered() == 0 ? 1 : 1 - line.late() / (double) line.delivered();
        return new Now.LegRow(
                line.destination() + " " + line.route(),
                line.route(),
                line.destination(),
                unowned ? "No route wanted it" : facts.name(line.destination()),
                line.owner(),
                unowned,
                rate,
                Words.rate(rate),
                Words.count(line.routed()),
                Words.count(line.delivered()),
                Words.count(line.waiting()),
                line.waiting(),
                Words.count(line.parked()),
                line.parked(),
                Words.count(line.closed()),
                line.waiting() == 0 || line.oldestWaiting().isEmpty()
                        ? "–"
                        : Words.age(rates.waited(line)),
                promise.map(p ->
                        (line.delivered() == 0
                                        ? "nothing sent yet (promised "
                                        : Words.percent(share) + " (promised ")
                                + Words.plainPercent(p.share())
                                + " within "
                                + Words.age(p.within())
                                + ")"),
                promise.map(p -> line.delivered() > 0 && share < p.share()).orElse(false),
                line.trouble().map(problem -> trouble(line.destination(), problem)),
                line.balanced());
    }

    private Now.Trouble trouble(String destination, Problem problem) {
        return new Now.Trouble(
                problem.code(),
                Words.culprit(problem.culprit()),
                problem.text(),
                problem.remedy(),
                Words.clock(rates.since(destination), facts.zone()));
    }

    Now.ParkedRow parked(ParkedDelivery delivery, Instant at) {
        DeliveryRef ref = delivery.ref();
        boolean unowned = ref.destination().equals(DeliveryRef.UNOWNED);
        return new Now.ParkedRow(
                ref.position(),
                ref.destination(),
                ref.route(),
                unowned ? "No route wanted it" : facts.name(ref.destination()),
                delivery.owner(),
                Words.age(Duration.between(delivery.since(), at)),
                Words.stamp(delivery.since(), facts.zone()),
                delivery.problem().code(),
                Words.culprit(delivery.problem().culprit()),
                delivery.problem().text(),
                delivery.problem().remedy(),
                delivery.holdsKey(),
                Addresses.parked(ref));
    }

    private Now.LatestRow latest(Latest.Seen seen) {
        String words = MessageWords.type(seen.type());
        State state = State.of(seen);
        return new Now.LatestRow(
                seen.position(),
                Words.clock(seen.time(), facts.zone()),
                seen.port(),
                facts.name(seen.port()),
                seen.type(),
                words,
                seen.controlId(),
                state.tone(),
                state.words());
    }

    /** How a message stands, in words. */
    record State(String tone, String words) {
        static State of(Latest.Seen seen) {
            if (seen.refused().isPresent()) {
                return new State("act", "refused, " + seen.refused().get());
            }
            int all = seen.deliveries().size();
            if (all == 0) {
                return new State("good", "filtered by a rule");
            }
            long parked = count(seen, Latest.Stand.PARKED);
            long waiting = count(seen, Latest.Stand.WAITING);
            long closed = count(seen, Latest.Stand.CLOSED);
            long delivered = count(seen, Latest.Stand.DELIVERED);
            String done = delivered + " of " + all + " delivered";
            if (parked > 0) {
                return new State("act", done + ", " + parked + " parked");
            }
            if (waiting > 0) {
                return new State("waits", done + ", " + waiting + " waiting");
            }
            return new State("good", closed > 0 ? done + ", " + closed + " closed" : done);
        }

        private static long count(Latest.Seen seen, Latest.Stand stand) {
            return seen.deliveries().values().stream().filter(s -> s == stand).count();
        }
    }

    private List<Now.Fact> health(JournalHealth journal, Book book, Plan plan) {
        boolean inMemory = journal.bytesFree() == Long.MAX_VALUE;
        return List.of(
                new Now.Fact(
                        "Running for",
                        Words.age(Duration.ofNanos(clock.nanoTime() - startedNanos))),
                new Now.Fact(
                        "Messages and outcomes in the journal",
                        Words.count(engine.journal().end() - engine.journal().first())),
                new Now.Fact("Journal, end", Words.count(engine.journal().end())),
                new Now.Fact("Book has counted up to", Words.count(book.position())),
                new Now.Fact(
                        "Disk makes a message durable in",
                        inMemory ? "in memory only" : micros(journal.fsyncMedian())),
                new Now.Fact("Journal on disk", Words.bytes(journal.bytesOnDisk())),
                new Now.Fact(
                        "Free on that disk",
                        inMemory ? "not on a disk" : Words.bytes(journal.bytesFree())),
                new Now.Fact("Configuration", Addresses.shortVersion(plan.version())),
                new Now.Fact("Parley", facts.software()));
    }

    private static String micros(Duration took) {
        return String.format(
                java.util.Locale.UK, "%.2f ms (median, at the start)", took.toNanos() / 1e6);
    }

    @Override
    public void close() {
        latest.close();
    }
}

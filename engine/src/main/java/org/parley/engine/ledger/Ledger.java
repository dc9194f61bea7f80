package org.parley.engine.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.parley.engine.deliver.Outbox;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.receive.IdempotencyKeys;
import org.parley.engine.route.Plans;
import org.parley.engine.route.Router;
import org.parley.engine.route.Routing;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * Folds the journal, entry by entry, into what is owed, parked and counted. Stepped by one thread;
 * read by any.
 */
public final class Ledger {
    private static final System.Logger LOG = System.getLogger(Ledger.class.getName());
    private static final Comparator<DeliveryRef> IN_ORDER =
            Comparator.comparingLong(DeliveryRef::position)
                    .thenComparing(DeliveryRef::destination)
                    .thenComparing(DeliveryRef::route);

    private final Journal journal;
    private final Plans plans;
    private final Releases releases;
    private final Outboxes outboxes;
    private final IdempotencyKeys keys;
    private final ReentrantLock lock = new ReentrantLock();

    private final Counts counts = new Counts();
    private final TreeMap<DeliveryRef, ParkedDelivery> parked = new TreeMap<>(IN_ORDER);
    private final Decisions decisions;
    private long position;
    private long strays;

    public Ledger(
            Journal journal,
            Plans plans,
            Releases releases,
            Outboxes outboxes,
            IdempotencyKeys keys) {
        this.journal = journal;
        this.plans = plans;
        this.releases = releases;
        this.outboxes = outboxes;
        this.keys = keys;
        this.decisions = new Decisions(journal, plans, outboxes, counts, parked);
        this.position = journal.first();
    }

    /** One past the last entry folded. */
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** Folds what the cursor has, at most so many entries; returns how many. */
    public int step(Cursor cursor, int most) {
        lock.lock();
        try {
            int folded = 0;
            while (folded < most) {
                Entry entry = cursor.poll();
                if (entry == null) {
                    break;
                }
                fold(entry);
                position = entry.position() + 1;
                folded++;
            }
            return folded;
        } finally {
            lock.unlock();
        }
    }

    private void fold(Entry entry) {
        switch (HeaderCodec.decode(entry.headers())) {
            case Header.Received received -> received(entry, received);
            case Header.Refused refused -> {
                PortCount count = counts.port(refused.port());
                count.received++;
                count.refused++;
            }
            case Header.Outcome outcome -> outcome(entry, outcome);
            case Header.Act act -> decisions.fold(entry, act);
            case Header.Release release -> releases.fold(entry, release);
        }
    }

    private void received(Entry entry, Header.Received received) {
        PortCount count = counts.port(received.port());
        count.received++;
        received.idempotencyKey().ifPresent(key -> keys.remember(received.port(), key, entry));
        Router router = plans.at(entry.position());
        Optional<Message> read = read(router.plan(), received, entry);
        switch (router.route(received.port(), read, entry.body())) {
            case Routing.Filtered filtered -> count.filtered++;
            case Routing.Unwanted unwanted -> {
                count.routed++;
                count.unwanted++;
                unowned(entry, received, router.plan());
            }
            case Routing.Wanted wanted -> {
                count.routed++;
                owe(entry, received, wanted, read);
            }
        }
    }

    static Optional<Message> read(Plan plan, Header.Received received, Entry entry) {
        Optional<InPort> port = plan.port(received.port());
        if (port.isPresent() && port.get().speaks().format() != InPort.Format.HL7V2) {
            return Optional.empty();
        }
        Reading reading =
                port.isPresent()
                        ? Message.read(entry.body(), port.get().defaults())
                        : Message.read(entry.body());
        return reading instanceof Reading.Good good
                ? Optional.of(good.message())
                : Optional.empty();
    }

    private void owe(
            Entry entry, Header.Received received, Routing.Wanted wanted, Optional<Message> read) {
        long[] orderKeys = keys(received);
        for (Routing.Target target : wanted.targets()) {
            String destination = target.leg().destination();
            Outbox outbox = outboxes.get(destination);
            int leg = outbox.leg(target.route().name());
            if (outbox.owe(entry.position(), leg, entry, orderKeys, read)) {
                counts.leg(destination, target.route().name()).routed++;
            }
        }
    }

    static long[] keys(Header.Received received) {
        return received.keys().stream().mapToLong(Long::longValue).toArray();
    }

    private void unowned(Entry entry, Header.Received received, Plan plan) {
        DeliveryRef ref = new DeliveryRef(entry.position(), DeliveryRef.UNOWNED, received.port());
        String owner = plan.port(received.port()).map(InPort::owner).orElse(plan.trust());
        Problem problem =
                new Problem(
                        "PAR-4090",
                        Culprit.CONFIG,
                        "No route wants this message and no rule of port "
                                + received.port()
                                + " filters it.",
                        "Add a route or an `ignore` rule, then send it again; or close it with a reason.");
        parked.put(ref, new ParkedDelivery(ref, entry.time(), problem, owner, false));
        LegCount count = counts.leg(DeliveryRef.UNOWNED, received.port());
        count.routed++;
        count.parked++;
    }

    private void outcome(Entry entry, Header.Outcome outcome) {
        DeliveryRef ref = outcome.delivery();
        Outbox outbox = outboxes.get(ref.destination());
        int leg = outbox.leg(ref.route());
        boolean owed =
                outcome.result() instanceof Header.Result.Parked p
                        ? outbox.park(ref.position(), leg, entry.lane(), p.holdsKey())
                        : outbox.settle(ref.position(), leg, entry.lane());
        if (!owed) {
            strays++;
            return;
        }
        LegCount count = counts.leg(ref.destination(), ref.route());
        switch (outcome.result()) {
            case Header.Result.Delivered delivered -> {
                count.delivered++;
                if (late(ref, outcome.waitedMillis())) {
                    count.late++;
                }
            }
            case Header.Result.Parked p -> {
                count.parked++;
                String owner =
                        plans.current()
                                .plan()
                                .destination(ref.destination())
                                .map(destination -> destination.owner())
                                .orElse(plans.current().plan().trust());
                parked.put(
                        ref,
                        new ParkedDelivery(ref, entry.time(), p.problem(), owner, p.holdsKey()));
            }
        }
    }

    private boolean late(DeliveryRef ref, long waitedMillis) {
        for (Route route : plans.at(ref.position()).plan().routes()) {
            if (route.name().equals(ref.route()) && route.promise().isPresent()) {
                return waitedMillis > route.promise().get().within().toMillis();
            }
        }
        return false;
    }

    /** The book as it stands. */
    public Book book() {
        Book book;
        lock.lock();
        try {
            book = counts.book(position, outboxes, plans.current().plan());
        } finally {
            lock.unlock();
        }
        return book.withOldest(this::waitingSince);
    }

    /**
     * Since when the oldest message waits at a destination, if any does. Reads the journal: never
     * under the lock.
     */
    private Optional<Instant> waitingSince(String destination) {
        return outboxes.get(destination)
                .oldest()
                .flatMap(at -> Decisions.intact(journal, at))
                .map(Entry::time);
    }

    /** What is parked, oldest first, at most so many. */
    public List<ParkedDelivery> parked(int most) {
        lock.lock();
        try {
            return parked.values().stream().limit(most).toList();
        } finally {
            lock.unlock();
        }
    }

    /** What waits, destination by destination, oldest first, at most so many for each. */
    public List<DeliveryRef> waiting(int most) {
        List<DeliveryRef> all = new ArrayList<>();
        for (Outbox outbox : outboxes.all()) {
            for (Outbox.WaitingDelivery delivery : outbox.peek(-1, most)) {
                all.add(
                        new DeliveryRef(
                                delivery.position(),
                                outbox.destination(),
                                outbox.route(delivery.leg())));
            }
        }
        return all;
    }

    /** One parked delivery. */
    public Optional<ParkedDelivery> parked(DeliveryRef ref) {
        lock.lock();
        try {
            return Optional.ofNullable(parked.get(ref));
        } finally {
            lock.unlock();
        }
    }

    /** Why an act on a parked delivery would change nothing now, if so. */
    Optional<Problem> inVain(ParkedDelivery delivery, Header.Deed deed) {
        lock.lock();
        try {
            return decisions.inVain(delivery, deed);
        } finally {
            lock.unlock();
        }
    }

    /** The path of the message at a position, if it is still in the journal. */
    public Optional<Trace> trace(long at) {
        return Trace.of(journal, at, owed(at));
    }

    /** What the plan in force at a position makes of the message there. */
    public List<DeliveryRef> owed(long at) {
        Optional<Entry> entry = journal.entry(at);
        if (entry.isEmpty()
                || !(HeaderCodec.decode(entry.get().headers())
                        instanceof Header.Received received)) {
            return List.of();
        }
        Router router = plans.at(at);
        return switch (router.route(
                received.port(), read(router.plan(), received, entry.get()), entry.get().body())) {
            case Routing.Filtered filtered -> List.of();
            case Routing.Unwanted unwanted ->
                    List.of(new DeliveryRef(at, DeliveryRef.UNOWNED, received.port()));
            case Routing.Wanted wanted ->
                    wanted.targets().stream()
                            .map(target ->
                                    new DeliveryRef(
                                            at, target.leg().destination(), target.route().name()))
                            .toList();
        };
    }

    /** Outcomes for deliveries that were not owed; stays 0 unless something is wrong. */
    public long strays() {
        return strays;
    }

    /**
     * The oldest position that someone still needs: what waits, is parked, or is yet to be folded.
     */
    public long needed() {
        lock.lock();
        try {
            long needed = position;
            for (Outbox outbox : outboxes.all()) {
                needed = Math.min(needed, outbox.oldestNeeded());
            }
            if (!parked.isEmpty()) {
                needed = Math.min(needed, parked.firstKey().position());
            }
            return needed;
        } finally {
            lock.unlock();
        }
    }

    /** Position of the release in force at a position. */
    long releaseInForce(long at) {
        lock.lock();
        try {
            return releases.inForce(at);
        } finally {
            lock.unlock();
        }
    }

    void write(DataOutput out) throws IOException {
        lock.lock();
        try {
            out.writeLong(position);
            out.writeLong(strays);
            releases.write(out);
            counts.write(out);
            ParkedForm.write(out, parked.values());
            Collection<Outbox> all = outboxes.all();
            out.writeInt(all.size());
            for (Outbox outbox : all) {
                out.writeUTF(outbox.destination());
                outbox.write(out);
            }
            keys.write(out);
        } finally {
            lock.unlock();
        }
    }

    /** False, and nothing read, when this is not of our journal: its position lies outside. */
    boolean read(DataInput in) throws IOException {
        long at = in.readLong();
        if (at < journal.first() || at > journal.end()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The checkpoint is not of this journal; the journal is folded from its start. position={0} first={1} end={2}",
                    Long.toString(at),
                    Long.toString(journal.first()),
                    Long.toString(journal.end()));
            return false;
        }
        position = at;
        strays = in.readLong();
        releases.read(in, journal);
        counts.read(in);
        for (ParkedDelivery delivery : ParkedForm.read(in)) {
            parked.put(delivery.ref(), delivery);
        }
        int outboxCount = in.readInt();
        for (int i = 0; i < outboxCount; i++) {
            outboxes.get(in.readUTF()).read(in);
        }
        keys.read(in);
        return true;
    }
}

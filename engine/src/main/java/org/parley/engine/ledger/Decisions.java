package org.parley.engine.ledger;

import java.util.Map;
import java.util.Optional;
import org.parley.engine.deliver.Outbox;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.Header.Deed;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.JournalDamaged;
import org.parley.engine.route.Plans;
import org.parley.engine.route.Router;
import org.parley.engine.route.Routing;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Folds what people decided about parked deliveries. Part of the ledger, guarded by it. */
final class Decisions {
    private static final System.Logger LOG = System.getLogger(Decisions.class.getName());

    /** How often an entry is read that cannot be read. */
    private static final int READS = 3;

    private final Journal journal;
    private final Plans plans;
    private final Outboxes outboxes;
    private final Counts counts;
    private final Map<DeliveryRef, ParkedDelivery> parked;

    Decisions(
            Journal journal,
            Plans plans,
            Outboxes outboxes,
            Counts counts,
            Map<DeliveryRef, ParkedDelivery> parked) {
        this.journal = journal;
        this.plans = plans;
        this.outboxes = outboxes;
        this.counts = counts;
        this.parked = parked;
    }

    /** Folds one act. */
    void fold(Entry entry, Header.Act act) {
        ParkedDelivery delivery = parked.get(act.delivery());
        if (delivery == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "An act on a delivery that is not parked changes nothing. position={0}",
                    Long.toString(entry.position()));
            return;
        }
        Optional<Entry> original = intact(journal, act.delivery().position());
        switch (act.deed()) {
            case CLOSE -> close(delivery, original);
            case RESEND, EDIT -> original.ifPresent(message -> again(entry, delivery, message));
        }
    }

    /** Why an act on a parked delivery would change nothing now, if so. */
    Optional<Problem> inVain(ParkedDelivery delivery, Deed deed) {
        DeliveryRef ref = delivery.ref();
        if (deed == Deed.CLOSE) {
            return Optional.empty();
        }
        Optional<Entry> original = intact(journal, ref.position());
        if (original.isEmpty()
                || !(HeaderCodec.decode(original.get().headers())
                        instanceof Header.Received received)) {
            return Optional.of(
                    new Problem(
                            "PAR-5015",
                            Culprit.PARLEY,
                            "The message at journal position "
                                    + ref.position()
                                    + " cannot be read any more.",
                            "Restore the journal from its backup, or close this with a reason."));
        }
        boolean goes =
                ref.destination().equals(DeliveryRef.UNOWNED)
                        ? wanted(received, original.get()).isPresent()
                        : plans.current().plan().leg(ref.route(), ref.destination()).isPresent();
        return goes ? Optional.empty() : Optional.of(goesNowhere());
    }

    private static Problem goesNowhere() {
        return new Problem(
                "PAR-5014",
                Culprit.CONFIG,
                "No route of the configuration in force sends this message there.",
                "Add a route or bring it back, release it, and send this again; or close it with a"
                        + " reason.");
    }

    private Optional<Routing.Wanted> wanted(Header.Received received, Entry message) {
        Router router = plans.current();
        return router.route(
                                received.port(),
                                Ledger.read(router.plan(), received, message),
                                message.body())
                        instanceof Routing.Wanted wanted
                ? Optional.of(wanted)
                : Optional.empty();
    }

    /**
     * The entry, unless it is gone or damaged; damage must not stop the fold. Read more than once:
     * a disk that fails once must not undo what a person decided.
     */
    static Optional<Entry> intact(Journal journal, long at) {
        for (int read = 1; ; read++) {
            try {
                return journal.entry(at);
            } catch (JournalDamaged damaged) {
                if (read == READS) {
                    LOG.log(
                            System.Logger.Level.ERROR,
                            "An entry is damaged. problem={0}",
                            damaged.problem());
                    return Optional.empty();
                }
            }
        }
    }

    private void close(ParkedDelivery delivery, Optional<Entry> original) {
        DeliveryRef ref = delivery.ref();
        parked.remove(ref);
        LegCount count = counts.leg(ref.destination(), ref.route());
        count.parked--;
        count.closed++;
        if (delivery.holdsKey()) {
            Outbox outbox = outboxes.get(ref.destination());
            original.ifPresent(message ->
                    outbox.giveUp(ref.position(), outbox.leg(ref.route()), message.lane()));
        }
    }

    private void again(Entry entry, ParkedDelivery delivery, Entry message) {
        DeliveryRef ref = delivery.ref();
        if (!(HeaderCodec.decode(message.headers()) instanceof Header.Received received)) {
            return;
        }
        if (ref.destination().equals(DeliveryRef.UNOWNED)) {
            routeAgain(entry, ref, received, message);
            return;
        }
        if (plans.current().plan().leg(ref.route(), ref.destination()).isEmpty()) {
            return;
        }
        parked.remove(ref);
        counts.leg(ref.destination(), ref.route()).parked--;
        Outbox outbox = outboxes.get(ref.destination());
        outbox.oweAgain(
                ref.position(),
                outbox.leg(ref.route()),
                message.lane(),
                Ledger.keys(received),
                delivery.holdsKey(),
                entry.position());
    }

    /**
     * What no route wanted is routed by the plan of today; if a route wants it now, that line of
     * the book is closed.
     */
    private void routeAgain(Entry act, DeliveryRef ref, Header.Received received, Entry message) {
        Optional<Routing.Wanted> wanted = wanted(received, message);
        if (wanted.isPresent()) {
            parked.remove(ref);
            LegCount unowned = counts.leg(DeliveryRef.UNOWNED, ref.route());
            unowned.parked--;
            unowned.closed++;
            for (Routing.Target target : wanted.get().targets()) {
                Outbox outbox = outboxes.get(target.leg().destination());
                int leg = outbox.leg(target.route().name());
                outbox.oweAgain(
                        message.position(),
                        leg,
                        message.lane(),
                        Ledger.keys(received),
                        false,
                        act.position());
                counts.leg(outbox.destination(), target.route().name()).routed++;
            }
        }
    }
}

package org.parley.engine.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.JournalDamaged;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Mapping;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.route.Plans;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Makes deliveries from the journal and the plan that was in force at the message's position. */
final class DeliveryMaker implements Preparation {
    private static final System.Logger LOG = System.getLogger(DeliveryMaker.class.getName());

    /** How often a message is read that cannot be read. */
    private static final int READS = 3;

    private final Outbox outbox;
    private final Journal journal;
    private final Plans plans;
    private final LoadBudget budget;
    private final LoadBudget.Share share;

    /**
     * @param lane whose deliveries it makes
     */
    DeliveryMaker(Outbox outbox, int lane, Journal journal, Plans plans, LoadBudget budget) {
        this.outbox = outbox;
        this.journal = journal;
        this.plans = plans;
        this.budget = budget;
        this.share = budget.share(() -> outbox.wake(lane));
    }

    /** Read more than once: a disk that fails once must not part a message from its patient. */
    @Override
    public Loaded load(long id) {
        Loaded loaded = read(id);
        for (int again = 1; again < READS && loaded instanceof Loaded.Lost; again++) {
            loaded = read(id);
        }
        return loaded;
    }

    private Loaded read(long id) {
        long position = Item.position(id);
        try {
            Optional<Entry> entry = budget.oneAtATime(() -> journal.entry(position));
            if (entry.isEmpty()) {
                return new Loaded.Lost(
                        new Problem(
                                "PAR-5001",
                                Culprit.PARLEY,
                                "The message at journal position "
                                        + position
                                        + " is no longer in the journal.",
                                "Restore the journal from its backup, then send the delivery again."));
            }
            return switch (HeaderCodec.decode(entry.get().headers())) {
                case Header.Received received -> new Loaded.Message(entry.get(), keys(received));
                case Header other ->
                        new Loaded.Lost(
                                new Problem(
                                        "PAR-5002",
                                        Culprit.PARLEY,
                                        "Journal position "
                                                + position
                                                + " is not a received message.",
                                        "Report this to the makers of Parley; nothing was sent."));
            };
        } catch (JournalDamaged damaged) {
            return new Loaded.Lost(damaged.problem());
        }
    }

    static long[] keys(Header.Received received) {
        return received.keys().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public Prepared prepare(long id, Entry entry, @Nullable Message read) {
        try {
            return prepared(id, entry, read);
        } catch (JournalDamaged damaged) {
            return new Prepared.Impossible(damaged.problem());
        } catch (JournalUnavailable stopped) {
            throw stopped;
        } catch (RuntimeException | LinkageError | StackOverflowError bug) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A delivery could not be made. position="
                            + entry.position()
                            + " destination="
                            + outbox.destination(),
                    bug);
            return new Prepared.Impossible(
                    new Problem(
                            "PAR-5006",
                            Culprit.PARLEY,
                            "Making this delivery failed inside Parley or in a Java map: "
                                    + bug.getClass().getSimpleName()
                                    + ".",
                            "The log has the details; mend the map or report it, then send it again."));
        }
    }

    @Override
    public boolean reserve(long bytes) {
        return share.take(bytes);
    }

    @Override
    public void release() {
        share.give();
    }

    private Prepared prepared(long id, Entry entry, @Nullable Message known) {
        Optional<Long> act = outbox.act(id);
        Plan plan = plans.at(act.orElse(entry.position())).plan();
        String routeName = outbox.route(Item.leg(id));
        Optional<Route.Leg> leg = plan.leg(routeName, outbox.destination());
        if (leg.isEmpty()) {
            return new Prepared.Impossible(
                    new Problem(
                            "PAR-5003",
                            Culprit.CONFIG,
                            "Route "
                                    + routeName
                                    + " does not send to "
                                    + outbox.destination()
                                    + " any more.",
                            "Close it with a reason, or bring the route back and send it again."));
        }
        if (!(HeaderCodec.decode(entry.headers()) instanceof Header.Received received)) {
            throw new IllegalStateException("not a received message: " + entry.position());
        }
        Optional<InPort> port = plan.port(received.port());
        boolean hl7v2 = port.map(p -> p.speaks().format() == InPort.Format.HL7V2).orElse(false);
        Message read = act.isEmpty() && hl7v2 ? known : null; // a later plan may read otherwise
        String name = "parley-" + entry.position() + "-" + Item.leg(id);
        if (act.isPresent()) {
            Optional<Entry> edited = journal.entry(act.get());
            if (edited.isEmpty()) {
                return new Prepared.Impossible(
                        new Problem(
                                "PAR-5004",
                                Culprit.PARLEY,
                                "What a person wrote at journal position "
                                        + act.get()
                                        + " is no longer in the journal.",
                                "Send it again."));
            }
            if (edited.get().body().length > 0) {
                return ready(
                        List.of(
                                outgoing(
                                        edited.get().body(),
                                        name,
                                        hl7v2 || leg.get().map().isPresent())),
                        leg.get());
            }
        }
        if (leg.get().map().isEmpty()) {
            Outgoing unchanged =
                    read == null ? outgoing(entry.body(), name, hl7v2) : outgoing(read, name);
            return ready(List.of(unchanged), leg.get());
        }
        Mapping mapping = leg.get().map().get();
        Defaults defaults = port.map(InPort::defaults).orElseGet(Defaults::usual);
        Mapped made = read == null ? mapping.apply(entry.body(), defaults) : mapping.apply(read);
        return switch (made) {
            case Mapped.Impossible impossible -> new Prepared.Impossible(impossible.problem());
            case Mapped.Content(byte[] bytes) ->
                    ready(List.of(new Outgoing(bytes, name, false)), leg.get());
            case Mapped.Messages messages -> made(messages.messages(), mapping, leg.get(), name);
        };
    }

    private static Prepared made(
            List<Message> messages, Mapping mapping, Route.Leg leg, String name) {
        if (messages.isEmpty()) {
            return new Prepared.Impossible(
                    new Problem(
                            "PAR-5005",
                            Culprit.CONFIG,
                            "Map " + mapping.name() + " made no message of this one.",
                            "Say with `when` which messages the route does not want, so that the book shows it; then close this one."));
        }
        List<Outgoing> parts = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            String part = messages.size() == 1 ? name : name + "-" + (i + 1);
            parts.add(outgoing(messages.get(i), part));
        }
        return ready(parts, leg);
    }

    private static Prepared ready(List<Outgoing> parts, Route.Leg leg) {
        return new Prepared.Ready(parts, leg.ifRejected());
    }

    private static Outgoing outgoing(Message message, String name) {
        String controlId = message.controlId();
        return new Outgoing(message.bytes(), controlId.isEmpty() ? name : controlId, true);
    }

    private static Outgoing outgoing(byte[] bytes, String name, boolean hl7v2) {
        if (hl7v2 && Message.read(bytes) instanceof Reading.Good good) {
            return outgoing(good.message(), name);
        }
        return new Outgoing(bytes, name, hl7v2);
    }
}

package org.parley.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.engine.deliver.Delivering;
import org.parley.engine.deliver.Outbox;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Journal;
import org.parley.engine.ledger.Acts;
import org.parley.engine.ledger.Book;
import org.parley.engine.ledger.Checkpoint;
import org.parley.engine.ledger.Ledger;
import org.parley.engine.ledger.LedgerThread;
import org.parley.engine.ledger.Outboxes;
import org.parley.engine.ledger.Releases;
import org.parley.engine.ledger.Releasing;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.receive.IdempotencyKeys;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;
import org.parley.engine.receive.Reception;
import org.parley.engine.route.Plans;

/**
 * The path of a message, top to bottom. A {@link Port} takes bytes and hands them to its {@link
 * Reception}, which reads them far enough to refuse them or to know their order keys, appends them
 * to the {@link Journal}, and lets the port answer once they are durable. The {@link Ledger}
 * follows the journal: it routes each message by the plan in force at its position and owes it to
 * the {@link Outbox} of each destination. The lanes of a destination ({@link Delivering}) map and
 * send what is owed, in order, and append the outcome to the journal, which the ledger folds into
 * the {@link Book}.
 */
public final class Engine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Engine.class.getName());

    /** Entries folded between two looks at the clock while catching up. */
    private static final int CATCH_UP_STEP = 10_000;

    private final Parts parts;
    private final Journal journal;
    private final Plans plans = new Plans();
    private final IdempotencyKeys keys = new IdempotencyKeys();
    private final Outboxes outboxes;
    private final Ledger ledger;
    private final Acts acts;
    private final LedgerThread ledgerThread;
    private final Runnable releasing;
    private final Map<String, Delivering> delivering = new TreeMap<>();
    private final Map<String, Port> ports = new TreeMap<>();

    private Engine(Plan plan, Map<String, byte[]> files, Parts parts) {
        this.parts = parts;
        this.journal = parts.journal();
        this.outboxes = new Outboxes(plan);
        Releases releases = new Releases(plans, plan, parts.recompile());
        this.ledger = new Ledger(journal, plans, releases, outboxes, keys);
        this.acts = new Acts(journal, ledger);
        Checkpoint checkpoint = new Checkpoint(parts.folder());
        Cursor cursor = catchUp(checkpoint);
        this.releasing =
                () -> new Releasing(journal, releases).release(plan, files, parts.clock().now());
        releasing.run();
        step(cursor);
        this.ledgerThread = new LedgerThread(ledger, cursor, checkpoint, journal, parts.clock());
    }

    /**
     * Starts the engine: folds what the journal holds, sends what waits, then listens.
     *
     * @param files the configuration that the plan was made from; journaled when it is new
     */
    public static Engine start(Plan plan, Map<String, byte[]> files, Parts parts) {
        Engine engine = new Engine(plan, files, parts);
        engine.parkOrphans(plan);
        plan.destinations().values().forEach(engine::deliver);
        engine.ledgerThread.start(parts.cores());
        try {
            plan.ports().values().forEach(engine::receive);
        } catch (RuntimeException cannotListen) {
            engine.close();
            throw cannotListen;
        }
        return engine;
    }

    private Cursor catchUp(Checkpoint checkpoint) {
        try {
            boolean known = checkpoint.read(ledger);
            LOG.log(
                    System.Logger.Level.INFO,
                    "The ledger starts. checkpoint={0} position={1} end={2}",
                    known,
                    Long.toString(ledger.position()),
                    Long.toString(journal.end()));
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint cannot be read", e);
        }
        Cursor cursor = journal.read(ledger.position());
        step(cursor);
        return cursor;
    }

    private void step(Cursor cursor) {
        while (ledger.step(cursor, CATCH_UP_STEP) > 0) {
            parts.progress().folded(ledger.position(), journal.end());
        }
    }

    // (1) receive, (2) journal
    private void receive(InPort port) {
        Intake intake = new Reception(port, journal, keys, ledgerThread::failure);
        Port opened = parts.openPort().apply(port, intake);
        opened.start();
        ports.put(port.name(), opened);
    }

    // (3) route and (4) map happen in the ledger and in the lanes; (5) deliver
    private void deliver(Destination destination) {
        Outbox outbox = outboxes.get(destination.name());
        List<ParkedDelivery> parked = ledger.parked(Integer.MAX_VALUE);
        delivering.put(
                destination.name(),
                Delivering.start(
                        outbox,
                        destination,
                        parked,
                        parts.openSender(),
                        journal,
                        plans,
                        parts.clock(),
                        parts.random().split(),
                        parts.edges()));
    }

    /**
     * What waits for a destination that the configuration does not have any more is parked: it
     * needs a person.
     */
    private void parkOrphans(Plan plan) {
        for (Outbox outbox : outboxes.all()) {
            if (plan.destination(outbox.destination()).isEmpty()) {
                acts.parkAll(outbox);
            }
        }
    }

    /** The book as it stands. */
    public Book book() {
        return ledger.book();
    }

    public Ledger ledger() {
        return ledger;
    }

    /** What people do with parked deliveries. */
    public Acts acts() {
        return acts;
    }

    public Journal journal() {
        return journal;
    }

    public Plans plans() {
        return plans;
    }

    /** Where a port listens, by name. */
    public Map<String, String> addresses() {
        Map<String, String> addresses = new TreeMap<>();
        ports.forEach((name, port) -> addresses.put(name, port.address()));
        return addresses;
    }

    /** Waits until everything durable so far has been folded; false when that takes longer. */
    public boolean settle(Duration atMost) {
        return ledgerThread.reach(journal.end(), atMost);
    }

    /**
     * Removes what is older than this and what nobody needs; returns the first position kept.
     * Writes the configuration in force again when it is a day old, so that it is never what has to
     * be kept.
     */
    public long trim(Instant before) {
        releasing.run();
        return ledgerThread.trim(before);
    }

    /** Why the engine takes or sends nothing more, if so. */
    public Optional<RuntimeException> failure() {
        return ledgerThread.failure();
    }

    /**
     * Stops taking, answers what was taken, lets messages in flight finish, writes a checkpoint.
     * Closes the journal.
     */
    @Override
    public void close() {
        List<AutoCloseable> inReverse = new ArrayList<>(ports.values());
        inReverse.add(() -> delivering.values().forEach(Delivering::stopTaking));
        inReverse.addAll(delivering.values());
        inReverse.add(ledgerThread);
        inReverse.add(journal);
        for (AutoCloseable part : inReverse) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A part did not close cleanly. part=" + part.getClass().getName(),
                        e);
            }
        }
    }
}

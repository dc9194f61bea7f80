package org.parley.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.engine.deliver.Delivering;
import org.parley.engine.deliver.LoadBudget;
import org.parley.engine.deliver.Outbox;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.journal.Journal;
import org.parley.engine.ledger.Acts;
import org.parley.engine.ledger.Book;
import org.parley.engine.ledger.Ledger;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;
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

    private final Core core;
    private final Map<String, Delivering> delivering = new TreeMap<>();
    private final Map<String, Port> ports = new TreeMap<>();

    private final LoadBudget budget;

    private Engine(Core core) {
        this.core = core;
        this.budget = LoadBudget.ofHeap(core.parts.heapBytes());
    }

    /**
     * Starts the engine: folds what the journal holds, sends what waits, then listens.
     *
     * @param files the configuration that the plan was made from; journaled when it is new
     */
    public static Engine start(Plan plan, Map<String, byte[]> files, Parts parts) {
        Engine engine = new Engine(new Core(plan, files, parts));
        plan.destinations().values().forEach(engine::deliver);
        engine.core.ledgerThread.start(parts.cores());
        try {
            plan.ports().values().forEach(engine::receive);
        } catch (RuntimeException cannotListen) {
            engine.close();
            throw cannotListen;
        }
        return engine;
    }

    // (1) receive, (2) journal
    private void receive(InPort port) {
        Intake intake = core.intake(port);
        Port opened = core.parts.openPort().apply(port, intake);
        opened.start();
        ports.put(port.name(), opened);
    }

    // (3) route and (4) map happen in the ledger and in the lanes; (5) deliver
    private void deliver(Destination destination) {
        Outbox outbox = core.outboxes.get(destination.name());
        List<ParkedDelivery> parked = core.ledger.parked(Integer.MAX_VALUE);
        Parts parts = core.parts;
        delivering.put(
                destination.name(),
                Delivering.start(
                        outbox,
                        destination,
                        parked,
                        parts.openSender(),
                        core.journal,
                        core.plans,
                        budget,
                        parts.clock(),
                        parts.random().split(),
                        parts.cores(),
                        parts.edges()));
    }

    /** The book as it stands. */
    public Book book() {
        return core.ledger.book();
    }

    public Ledger ledger() {
        return core.ledger;
    }

    /** What people do with parked deliveries. */
    public Acts acts() {
        return core.acts;
    }

    public Journal journal() {
        return core.journal;
    }

    public Plans plans() {
        return core.plans;
    }

    /** Where a port listens, by name. */
    public Map<String, String> addresses() {
        Map<String, String> addresses = new TreeMap<>();
        ports.forEach((name, port) -> addresses.put(name, port.address()));
        return addresses;
    }

    /** Waits until everything durable so far has been folded; false when that takes longer. */
    public boolean settle(Duration atMost) {
        return core.ledgerThread.reach(core.journal.end(), atMost);
    }

    /**
     * Removes what is older than this and what nobody needs; returns the first position kept.
     * Writes the configuration in force again when it is a day old, so that it is never what has to
     * be kept.
     */
    public long trim(Instant before) {
        return core.trim(before);
    }

    /** Why the engine takes or sends nothing more, if so. */
    public Optional<RuntimeException> failure() {
        return core.ledgerThread.failure();
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
        inReverse.add(core.ledgerThread);
        inReverse.add(core.journal);
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

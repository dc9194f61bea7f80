package org.parley.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.parley.engine.deliver.SteppedLanes;
import org.parley.engine.ledger.Acts;
import org.parley.engine.ledger.Book;
import org.parley.engine.ledger.Ledger;
import org.parley.engine.plan.Plan;
import org.parley.engine.receive.Intake;

/**
 * The same engine without threads and edges: its owner hands over messages, folds, asks the lanes
 * what to send and tells them what came of it. For a whole trust under one seed. One thread.
 */
public final class SteppedEngine implements AutoCloseable {
    private final Core core;
    private final Map<String, Intake> intakes = new TreeMap<>();
    private final Map<String, SteppedLanes> lanes = new TreeMap<>();

    private SteppedEngine(Core core) {
        this.core = core;
    }

    /**
     * Starts as {@link Engine#start} does; of the parts those that make threads, ports and senders
     * are not used.
     */
    public static SteppedEngine start(Plan plan, Map<String, byte[]> files, Parts parts) {
        SteppedEngine engine = new SteppedEngine(new Core(plan, files, parts));
        // sorted: the same seed is to give the same course in every process
        for (String name : new TreeSet<>(plan.destinations().keySet())) {
            engine.deliver(name);
        }
        engine.core.ledgerThread.firstCheckpoint();
        plan.ports().forEach((name, port) -> engine.intakes.put(name, engine.core.intake(port)));
        return engine;
    }

    private void deliver(String destination) {
        lanes.put(
                destination,
                new SteppedLanes(
                        core.outboxes.get(destination),
                        core.ledger.parked(Integer.MAX_VALUE),
                        core.journal,
                        core.plans,
                        core.parts.clock(),
                        core.parts.random().split()));
    }

    /** What a port hands its messages to. */
    public Intake intake(String port) {
        Intake intake = intakes.get(port);
        if (intake == null) {
            throw new IllegalArgumentException("no such port: " + port);
        }
        return intake;
    }

    /** The lanes of each destination, by name. */
    public Map<String, SteppedLanes> lanes() {
        return Map.copyOf(lanes);
    }

    /** Folds some of what is durable; false when there was nothing. */
    public boolean fold() {
        return core.ledgerThread.step();
    }

    public Book book() {
        return core.ledger.book();
    }

    public Ledger ledger() {
        return core.ledger;
    }

    public Acts acts() {
        return core.acts;
    }

    /** See {@link Engine#trim}. */
    public long trim(Instant before) {
        return core.trim(before);
    }

    /** Why the engine takes or sends nothing more, if so. */
    public Optional<RuntimeException> failure() {
        return core.ledgerThread.failure();
    }

    /** Folds what is durable, writes a checkpoint, closes the journal. */
    @Override
    public void close() {
        core.ledgerThread.close();
        core.journal.close();
    }
}

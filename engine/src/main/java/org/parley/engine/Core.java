package org.parley.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.parley.engine.deliver.Outbox;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Journal;
import org.parley.engine.ledger.Acts;
import org.parley.engine.ledger.Checkpoint;
import org.parley.engine.ledger.Ledger;
import org.parley.engine.ledger.LedgerThread;
import org.parley.engine.ledger.Outboxes;
import org.parley.engine.ledger.Releases;
import org.parley.engine.ledger.Releasing;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.receive.IdempotencyKeys;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Reception;
import org.parley.engine.route.Plans;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * The engine between its edges, caught up with the journal: ledger, outboxes, plans. {@link Engine}
 * runs it on threads, {@link SteppedEngine} steps it.
 */
final class Core {
    private static final System.Logger LOG = System.getLogger(Core.class.getName());

    /** Entries folded between two looks at the clock while catching up. */
    private static final int CATCH_UP_STEP = 10_000;

    final Parts parts;
    final Journal journal;
    final Plans plans = new Plans();
    final Outboxes outboxes;
    final Ledger ledger;
    final Acts acts;
    final LedgerThread ledgerThread;
    private final IdempotencyKeys keys = new IdempotencyKeys();
    private final Runnable releasing;

    /** Folds what the journal holds, journals the configuration when it is new. */
    Core(Plan plan, Map<String, byte[]> files, Parts parts) {
        this.parts = parts;
        this.journal = parts.journal();
        this.outboxes = new Outboxes(plan);
        Releases releases = new Releases(plans, plan, parts.recompile());
        this.ledger = new Ledger(journal, plans, releases, outboxes, keys);
        this.acts = new Acts(journal, ledger);
        Checkpoint checkpoint = new Checkpoint(parts.disk());
        Cursor cursor = catchUp(checkpoint);
        giveLegs(plan);
        this.releasing =
                () -> new Releasing(journal, releases).release(plan, files, parts.clock().now());
        releasing.run();
        step(cursor);
        this.ledgerThread = new LedgerThread(ledger, cursor, checkpoint, journal, parts.clock());
        parkOrphans(plan);
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

    /** Numbers every route of the plan at its destinations before the first message needs it. */
    private void giveLegs(Plan plan) {
        for (Route route : plan.routes()) {
            for (Route.Leg leg : route.legs()) {
                Outbox outbox = outboxes.get(leg.destination());
                if (!outbox.hasRoom(route.name())) {
                    throw new StartRefused(
                            new Problem(
                                    "PAR-5016",
                                    Culprit.CONFIG,
                                    "The destination "
                                            + leg.destination()
                                            + " has been sent to by 64 routes since the journal"
                                            + " began; "
                                            + route.name()
                                            + " is one too many.",
                                    "Give the destination another name; what waits under the old"
                                            + " one is parked for you to send again."));
                }
                outbox.leg(route.name());
            }
        }
    }

    private void step(Cursor cursor) {
        while (ledger.step(cursor, CATCH_UP_STEP) > 0) {
            parts.progress().folded(ledger.position(), journal.end());
        }
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

    /** What a port hands its messages to. */
    Intake intake(InPort port) {
        return new Reception(port, journal, keys, ledgerThread::failure);
    }

    /** See {@link Engine#trim}. */
    long trim(Instant before) {
        releasing.run();
        return ledgerThread.trim(before);
    }
}

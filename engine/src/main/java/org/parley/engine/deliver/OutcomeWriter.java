package org.parley.engine.deliver;

import org.parley.engine.clock.Clock;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.Header.Outcome;
import org.parley.engine.entry.Header.Result;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.wire.problem.Problem;

/** Appends what became of deliveries to the journal; it rides on the next group commit. */
final class OutcomeWriter implements Outcomes {
    private static final Body NOTHING = new Body.Bytes(new byte[0]);

    private final Outbox outbox;
    private final Journal journal;
    private final Clock clock;

    OutcomeWriter(Outbox outbox, Journal journal, Clock clock) {
        this.outbox = outbox;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void delivered(Item item, String code) {
        write(item, new Result.Delivered(code));
    }

    @Override
    public void parked(Item item, Problem problem, boolean holdsKey) {
        write(item, new Result.Parked(problem, holdsKey));
    }

    private void write(Item item, Result result) {
        DeliveryRef ref =
                new DeliveryRef(
                        item.position(), outbox.destination(), outbox.route(Item.leg(item.id)));
        long waited = item.known ? clock.now().toEpochMilli() - item.receivedMillis : 0;
        Outcome outcome = new Outcome(ref, result, item.attempts, Math.max(0, waited));
        journal.append(item.journalLane, HeaderCodec.encode(outcome), NOTHING, Purpose.OUTCOME);
    }
}

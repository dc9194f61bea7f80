package org.parley.engine.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.deliver.Outbox;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.Header.Deed;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * What is done with deliveries from outside the path: every act is an entry of the journal, durable
 * before it counts.
 */
public final class Acts {
    private static final Body NOTHING = new Body.Bytes(new byte[0]);
    private static final int BATCH = 10_000;

    private final Journal journal;
    private final Ledger ledger;

    /** Acts that the ledger may not have folded yet, by their position. */
    private final Map<DeliveryRef, Long> underway = new HashMap<>();

    public Acts(Journal journal, Ledger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    /** Sends a parked delivery again, by the plan of today. Empty when done, otherwise why not. */
    public Optional<Problem> resend(DeliveryRef ref, String person, String reason) {
        return act(ref, Deed.RESEND, person, reason, NOTHING);
    }

    /** Sends these bytes in place of a parked delivery, as they are, without a map. */
    public Optional<Problem> editAndResend(
            DeliveryRef ref, byte[] edited, String person, String reason) {
        if (edited.length == 0 || ref.destination().equals(DeliveryRef.UNOWNED)) {
            return Optional.of(
                    new Problem(
                            "PAR-5011",
                            Culprit.CONFIG,
                            "There is nothing to send, or nowhere to send it.",
                            "Give the edited message; for a message that no route wanted, add a route and send it again."));
        }
        return act(ref, Deed.EDIT, person, reason, new Body.Bytes(edited));
    }

    /** Gives up a parked delivery. The reason is kept for ever. */
    public Optional<Problem> close(DeliveryRef ref, String person, String reason) {
        if (reason.isBlank()) {
            return Optional.of(
                    new Problem(
                            "PAR-5012",
                            Culprit.CONFIG,
                            "A delivery is closed with a reason.",
                            "Say why it need not arrive."));
        }
        return act(ref, Deed.CLOSE, person, reason, NOTHING);
    }

    /**
     * One act at a time, and none on a delivery whose last act the ledger has yet to fold: so that
     * "done" means that this act, not another's, decides.
     */
    private synchronized Optional<Problem> act(
            DeliveryRef ref, Deed deed, String person, String reason, Body body) {
        long folded = ledger.position();
        underway.values().removeIf(at -> at < folded);
        Optional<ParkedDelivery> parked = ledger.parked(ref);
        if (parked.isEmpty() || underway.containsKey(ref)) {
            return Optional.of(
                    new Problem(
                            "PAR-5010",
                            Culprit.CONFIG,
                            "The delivery of message "
                                    + ref.position()
                                    + " to "
                                    + ref.destination()
                                    + " is not parked.",
                            "Look again: someone may have dealt with it."));
        }
        Optional<Problem> vain = ledger.inVain(parked.get(), deed);
        if (vain.isPresent()) {
            return vain;
        }
        long at =
                journal.append(
                                0,
                                HeaderCodec.encode(new Header.Act(ref, deed, person, reason)),
                                body,
                                Purpose.ACT)
                        .await();
        underway.put(ref, at);
        return Optional.empty();
    }

    /**
     * Parks all that waits for a destination that the configuration does not have any more. Before
     * the lanes start.
     */
    public void parkAll(Outbox outbox) {
        Problem problem =
                new Problem(
                        "PAR-5013",
                        Culprit.CONFIG,
                        "The configuration has no destination "
                                + outbox.destination()
                                + " any more.",
                        "Bring it back and send this again, or close it with a reason.");
        long after = -1;
        List<Outbox.WaitingDelivery> batch = outbox.peek(after, BATCH);
        while (!batch.isEmpty()) {
            for (Outbox.WaitingDelivery waiting : batch) {
                DeliveryRef ref =
                        new DeliveryRef(
                                waiting.position(),
                                outbox.destination(),
                                outbox.route(waiting.leg()));
                Header outcome =
                        new Header.Outcome(ref, new Header.Result.Parked(problem, false), 0, 0);
                journal.append(0, HeaderCodec.encode(outcome), NOTHING, Purpose.OUTCOME);
                after = waiting.id();
            }
            batch = outbox.peek(after, BATCH);
        }
    }
}

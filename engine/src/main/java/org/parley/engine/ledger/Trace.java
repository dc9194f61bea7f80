package org.parley.engine.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.wire.problem.Problem;

/**
 * One message's path, read from the journal: what came, where it was owed, and everything that was
 * done about it.
 *
 * @param message the entry that took it
 * @param header what the entry says: received or refused
 * @param steps outcomes and acts, in the order they happened
 * @param waiting deliveries for which no outcome has been journaled yet
 * @param complete false when the search ended at its limit before every delivery was accounted for
 */
public record Trace(
        Entry message,
        Header header,
        List<Step> steps,
        List<DeliveryRef> waiting,
        boolean complete) {
    /** Entries looked at after the message before the search ends. */
    static final int MAX_ENTRIES = 500_000;

    public Trace {
        steps = List.copyOf(steps);
        waiting = List.copyOf(waiting);
    }

    /**
     * One thing that happened.
     *
     * @param position its place in the journal
     * @param time when
     * @param what an outcome or an act
     */
    public record Step(long position, Instant time, Header what) {}

    /**
     * Follows a message.
     *
     * @param owed the deliveries that the plan at its position makes, as {@link Ledger#owed} says
     */
    static Optional<Trace> of(Journal journal, long position, List<DeliveryRef> owed) {
        Optional<Entry> found = journal.entry(position);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Header header = HeaderCodec.decode(found.get().headers());
        Map<DeliveryRef, Boolean> open = new LinkedHashMap<>();
        owed.forEach(ref -> open.put(ref, true));
        List<Step> steps = new ArrayList<>();
        int looked = 0;
        try (Cursor cursor = journal.read(position + 1)) {
            while (open.containsValue(true) && looked < MAX_ENTRIES) {
                Entry entry = cursor.poll();
                if (entry == null) {
                    break;
                }
                looked++;
                Header what = HeaderCodec.decode(entry.headers());
                Optional<DeliveryRef> ref = about(what);
                if (ref.isPresent() && ref.get().position() == position) {
                    steps.add(new Step(entry.position(), entry.time(), what));
                    open.put(ref.get(), staysOpen(what));
                }
            }
        }
        List<DeliveryRef> waiting =
                open.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .toList();
        return Optional.of(new Trace(found.get(), header, steps, waiting, looked < MAX_ENTRIES));
    }

    private static Optional<DeliveryRef> about(Header header) {
        return switch (header) {
            case Header.Outcome outcome -> Optional.of(outcome.delivery());
            case Header.Act act -> Optional.of(act.delivery());
            case Header.Received received -> Optional.empty();
            case Header.Refused refused -> Optional.empty();
            case Header.Release release -> Optional.empty();
        };
    }

    /**
     * After a delivery or a closing nothing more happens; a parked one is open until a person
     * decides.
     */
    private static boolean staysOpen(Header what) {
        return switch (what) {
            case Header.Outcome outcome -> outcome.result() instanceof Header.Result.Parked;
            case Header.Act act -> act.deed() != Header.Deed.CLOSE;
            case Header.Received received -> false;
            case Header.Refused refused -> false;
            case Header.Release release -> false;
        };
    }

    /** Why a delivery is parked at the moment, if it is. */
    public Optional<Problem> parked(DeliveryRef ref) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Header what = steps.get(i).what();
            if (about(what).filter(ref::equals).isPresent()) {
                return what instanceof Header.Outcome outcome
                                && outcome.result() instanceof Header.Result.Parked parked
                        ? Optional.of(parked.problem())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}

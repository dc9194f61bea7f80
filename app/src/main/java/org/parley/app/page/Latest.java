package org.parley.app.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.engine.Engine;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/**
 * The latest messages and what became of them: follows the end of the journal, and forgets and
 * jumps to the end when it falls behind. Keeps type and control id, nothing else of what a message
 * says. Owned by one thread; {@link #messages} may be called by any.
 */
final class Latest implements AutoCloseable {
    /** Messages kept. */
    static final int KEPT = 50;

    /** Entries it may be behind before it jumps. */
    static final int MAX_BEHIND = 4_000;

    /** Characters shown of what a sender chose. */
    static final int MAX_TEXT = 60;

    private static final int STEP = 1_000;

    private final Engine engine;
    private final TreeMap<Long, Seen> seen = new TreeMap<>();
    private @Nullable Cursor cursor;
    private long next;

    Latest(Engine engine) {
        this.engine = engine;
    }

    /** How a delivery stands. */
    enum Stand {
        WAITING,
        DELIVERED,
        PARKED,
        CLOSED
    }

    /** A message of late. */
    record Seen(
            long position,
            Instant time,
            String port,
            String type,
            String controlId,
            Optional<String> refused,
            Map<DeliveryRef, Stand> deliveries) {}

    /** Newest first. */
    synchronized List<Seen> messages() {
        List<Seen> copy = new ArrayList<>();
        seen.descendingMap()
                .values()
                .forEach(s ->
                        copy.add(
                                new Seen(
                                        s.position(),
                                        s.time(),
                                        s.port(),
                                        s.type(),
                                        s.controlId(),
                                        s.refused(),
                                        new LinkedHashMap<>(s.deliveries()))));
        return copy;
    }

    /** Reads what is new. */
    synchronized void step() {
        long end = engine.journal().end();
        Cursor at = cursor;
        if (at == null || end - next > MAX_BEHIND) {
            close();
            seen.clear();
            next = Math.max(engine.journal().first(), end - MAX_BEHIND);
            at = engine.journal().read(next);
            cursor = at;
        }
        for (int i = 0; i < STEP * KEPT; i++) {
            Entry entry = at.poll();
            if (entry == null) {
                return;
            }
            next = entry.position() + 1;
            note(entry);
        }
    }

    private void note(Entry entry) {
        switch (HeaderCodec.decode(entry.headers())) {
            case Header.Received received -> take(entry, received);
            case Header.Refused refused ->
                    keep(
                            entry,
                            refused.port(),
                            Optional.of(refused.problem().code()),
                            new LinkedHashMap<>());
            case Header.Outcome outcome -> {
                switch (outcome.result()) {
                    case Header.Result.Delivered d -> stand(outcome.delivery(), Stand.DELIVERED);
                    case Header.Result.Parked p -> stand(outcome.delivery(), Stand.PARKED);
                }
            }
            case Header.Act act -> {
                switch (act.deed()) {
                    case CLOSE -> stand(act.delivery(), Stand.CLOSED);
                    case RESEND, EDIT -> stand(act.delivery(), Stand.WAITING);
                }
            }
            case Header.Release release -> {}
        }
    }

    private void take(Entry entry, Header.Received received) {
        Map<DeliveryRef, Stand> deliveries = new LinkedHashMap<>();
        for (DeliveryRef ref : engine.ledger().owed(entry.position())) {
            boolean unwanted = ref.destination().equals(DeliveryRef.UNOWNED);
            deliveries.put(ref, unwanted ? Stand.PARKED : Stand.WAITING);
        }
        keep(entry, received.port(), Optional.empty(), deliveries);
    }

    private void stand(DeliveryRef ref, Stand stand) {
        Seen message = seen.get(ref.position());
        if (message != null) {
            message.deliveries().put(ref, stand);
        }
    }

    private void keep(
            Entry entry,
            String port,
            Optional<String> refused,
            Map<DeliveryRef, Stand> deliveries) {
        Plan plan = engine.plans().at(entry.position()).plan();
        Optional<InPort> in = plan.port(port);
        boolean hl7 = in.map(p -> p.speaks().format() == InPort.Format.HL7V2).orElse(false);
        String type = in.map(p -> p.speaks().format().name()).orElse("");
        String controlId = "";
        if (hl7 && read(entry, in) instanceof Reading.Good good) {
            Message message = good.message();
            type = message.type() + (message.trigger().isEmpty() ? "" : "^" + message.trigger());
            controlId = message.controlId();
        }
        seen.put(
                entry.position(),
                new Seen(
                        entry.position(),
                        entry.time(),
                        port,
                        cut(type),
                        cut(controlId),
                        refused,
                        deliveries));
        if (seen.size() > KEPT) {
            seen.pollFirstEntry();
        }
    }

    private static Reading read(Entry entry, Optional<InPort> port) {
        return port.map(p -> Message.read(entry.body(), p.defaults()))
                .orElseGet(() -> Message.read(entry.body()));
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    @Override
    public synchronized void close() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}

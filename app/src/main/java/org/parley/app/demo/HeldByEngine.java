package org.parley.app.demo;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import org.parley.engine.Engine;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Entry;
import org.parley.testkit.trust.Identity;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/**
 * Which messages the engine itself says it still holds: waiting, parked, or given up by a person.
 */
final class HeldByEngine {
    private static final int MOST = 2_000_000;

    private HeldByEngine() {}

    /** Answers for (destination, control id) by the book as it is now. */
    static BiPredicate<String, String> now(Engine engine) {
        Set<String> held = new HashSet<>();
        for (ParkedDelivery parked : engine.ledger().parked(MOST)) {
            add(held, engine, parked.ref().destination(), parked.ref().position());
        }
        engine.ledger()
                .waiting(MOST)
                .forEach(ref -> add(held, engine, ref.destination(), ref.position()));
        return (destination, controlId) ->
                held.contains(destination + "\n" + controlId)
                        || held.contains(DeliveryRef.UNOWNED + "\n" + controlId);
    }

    private static void add(Set<String> held, Engine engine, String destination, long position) {
        engine.journal()
                .entry(position)
                .map(HeldByEngine::controlId)
                .ifPresent(id -> held.add(destination + "\n" + id));
    }

    private static String controlId(Entry entry) {
        if (!(HeaderCodec.decode(entry.headers()) instanceof Header.Received)) {
            return "";
        }
        return Message.read(entry.body()) instanceof Reading.Good good
                ? good.message().controlId()
                : Identity.rowName(new String(entry.body(), StandardCharsets.UTF_8));
    }
}

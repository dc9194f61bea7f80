package org.parley.testkit.trust;

import java.time.Instant;
import java.util.Optional;
import org.parley.testkit.hospital.Event;

/**
 * One message that a simulated system is to send.
 *
 * @param due in the traffic's own time; used by {@link Pace.SpeedUp} only
 * @param port from which port of which system, {@code pas.adt}
 * @param bytes without framing; do not change
 * @param controlId MSH-10, or a file's name
 * @param key whose order must be kept; empty for nobody's
 * @param otherKey a second one, for a merge
 */
public record Outgoing(
        Instant due,
        String port,
        byte[] bytes,
        String controlId,
        String key,
        Optional<String> otherKey) {

    /** From the simulated hospital. */
    public static Outgoing of(Event event) {
        return new Outgoing(
                event.due(),
                event.port(),
                event.bytes(),
                event.facts().controlId(),
                event.facts().key(),
                event.facts().otherKey());
    }
}

package org.parley.testkit.trust;

import java.util.Optional;
import org.parley.testkit.hospital.Hospital;

/** Messages, one after another. Asked by one thread. */
public interface Traffic {
    /** The next message; empty when there are no more. */
    Optional<Outgoing> next();

    /** A simulated hospital; never ends. */
    static Traffic of(Hospital hospital) {
        return () -> Optional.of(Outgoing.of(hospital.next()));
    }
}

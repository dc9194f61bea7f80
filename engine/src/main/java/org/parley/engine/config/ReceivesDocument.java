package org.parley.engine.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.parley.engine.plan.InPort.Speaks;

/**
 * A port by which a system receives from the engine.
 *
 * @param speaks what it expects, if written
 * @param must names of the standards and packages that what it is sent must keep
 * @param connections how many run side by side
 * @param answerWithin how long an answer may take
 */
public record ReceivesDocument(
        Carrier.Out carrier,
        Optional<Speaks> speaks,
        List<String> must,
        int connections,
        Duration answerWithin,
        Written written) {
    public ReceivesDocument {
        must = List.copyOf(must);
        if (connections < 1 || answerWithin.isZero() || answerWithin.isNegative()) {
            throw new IllegalArgumentException("at least one connection, and a wait");
        }
    }
}

package org.parley.engine.plan;

import java.time.Duration;

/**
 * One stream of messages out of the engine.
 *
 * @param name system and port, {@code lims.demographics}
 * @param owner who answers for what waits or is parked here
 * @param transport how the bytes go
 * @param connections how many run side by side, 1 to {@link
 *     org.parley.engine.journal.Journal#LANES}; order per key is kept whatever the number
 * @param answerWithin how long an answer may take
 */
public record Destination(
        String name, String owner, Transport transport, int connections, Duration answerWithin) {}

package org.parley.testkit.trust;

import java.time.Duration;

/**
 * How a simulated sender goes about it.
 *
 * @param connections side by side; a patient always uses the same one; 1 to 256
 * @param queue messages waiting on each connection, at most
 * @param answerWithin how long it waits for an answer before it sends the same bytes again
 * @param pause between a failure and the next attempt
 */
public record SenderSettings(int connections, int queue, Duration answerWithin, Duration pause) {
    public SenderSettings {
        if (connections < 1 || connections > 256 || queue < 1) {
            throw new IllegalArgumentException("1 to 256 connections, queue of at least 1");
        }
    }

    /** As UK systems do: one in flight, 30 s, again after a second. */
    public static SenderSettings usual(int connections) {
        return new SenderSettings(connections, 64, Duration.ofSeconds(30), Duration.ofSeconds(1));
    }
}

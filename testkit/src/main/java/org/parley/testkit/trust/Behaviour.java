package org.parley.testkit.trust;

import java.time.Duration;

/** How a simulated receiver behaves. */
public sealed interface Behaviour {
    /** Takes and answers at once. */
    record Healthy() implements Behaviour {}

    /** Does not listen. */
    record Dead() implements Behaviour {}

    /** Takes everything and never answers. */
    record Stalls() implements Behaviour {}

    /** Says yes, but for a control id that nobody sent. */
    record AnswersForAnother() implements Behaviour {}

    /**
     * Answers this for every message.
     *
     * @param code AE, AR, CE or CR; over HTTP it becomes 422
     */
    record SaysNo(String code) implements Behaviour {}

    /** Says yes after so long. */
    record AnswersLate(Duration after) implements Behaviour {}

    /** Sends half an answer, then resets the connection. */
    record ResetsInMidFrame() implements Behaviour {}

    /** Answers one byte at a time. */
    record Dribbles(Duration between) implements Behaviour {}

    /** Everything else. */
    Behaviour HEALTHY = new Healthy();
}

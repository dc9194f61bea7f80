package org.parley.engine.deliver;

import java.time.Duration;
import org.parley.wire.problem.Problem;

/**
 * One connection to a receiver. Used by one lane at a time; blocks.
 *
 * <p>Contract, held by the sender TCK in testkit: never throws; {@link Answer.Accepted} only when
 * the receiver's own answer for this very message said so; an answer for another control id, or one
 * that comes after the wait ran out, is no answer; after {@link Answer.Unreachable} the connection
 * is not used again. {@link #close} may be called from another thread and ends a waiting {@link
 * #send}.
 */
public interface Sender extends AutoCloseable {
    /** Sends the bytes and waits for the answer. */
    Answer send(Outgoing message);

    @Override
    void close();

    /**
     * One message to send.
     *
     * @param bytes exactly what goes over the wire, framing aside
     * @param controlId MSH-10 for HL7 v2; otherwise a name unique for this delivery, stable across
     *     retries, safe as a file name and as an Idempotency-Key
     * @param hl7v2 true when an HL7 v2 acknowledgement is expected
     */
    record Outgoing(byte[] bytes, String controlId, boolean hl7v2) {}

    /** What came back. */
    sealed interface Answer {
        /**
         * Their machine took it.
         *
         * @param code AA, CA, {@code ACK} (the commit byte of MLLP release 2), an HTTP status,
         *     {@code written}, or {@code sent}: the message itself (MSH-15, MSH-16) forbids an
         *     answer, so no one acknowledged it
         * @param took from sending to answer
         */
        record Accepted(String code, Duration took) implements Answer {}

        /** Their machine answered for this message, and said no. */
        record Rejected(String code, Problem problem) implements Answer {}

        /** No answer for this message; whether it arrived is not known. */
        record Unreachable(Problem problem) implements Answer {}
    }
}

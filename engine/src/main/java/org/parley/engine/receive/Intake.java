package org.parley.engine.receive;

import java.util.Optional;
import org.parley.engine.journal.Body;
import org.parley.wire.problem.Problem;

/** What a port hands its messages to: read, journal, then say what became of it. One per port. */
public interface Intake {
    /**
     * Takes one message; returns at once unless the journal's queue is full. Hand over several
     * before awaiting the first to share one group commit.
     */
    Pending offer(Incoming message);

    /**
     * Makes what was offered durable in the calling thread, if nobody is at it already. Nothing
     * need ever call it; only for a thread that nobody interrupts, {@link
     * org.parley.engine.journal.Journal#flush}.
     */
    default void flush() {}

    /**
     * One message as it came.
     *
     * @param body the received bytes without framing
     * @param peer who sent it: remote address, file name; for the trace, never patient data
     * @param trouble why the port itself already knows that it must be refused (framing, binding of
     *     certificate, count of a batch); it is journaled as refused
     * @param idempotencyKey as the sender gave it; a second message with the same key on the same
     *     port is answered with the position of the first
     */
    record Incoming(
            Body body, String peer, Optional<Problem> trouble, Optional<String> idempotencyKey) {}

    /** A message on its way to the disk. */
    interface Pending {
        /** Waits for what became of it. */
        Taken await();

        /**
         * True when {@link #await} surely returns at once, so that a port may write several answers
         * together; false when that is not known.
         */
        default boolean ready() {
            return false;
        }
    }

    /** What became of a message. */
    sealed interface Taken {
        /** Durable; may be acknowledged. */
        record Accepted(long position, AckInfo ack) implements Taken {}

        /** Durable as refused; answer with the problem. */
        record Refused(long position, Problem problem, AckInfo ack) implements Taken {}

        /** Not kept; the sender must keep it. */
        record Unavailable(Problem problem, AckInfo ack) implements Taken {}
    }

    /**
     * What an HL7 v2 answer needs from the message; all empty for other formats.
     *
     * @param msh the MSH segment's bytes as received, without terminator; empty when there is none
     */
    record AckInfo(byte[] msh) {
        public static final AckInfo NONE = new AckInfo(new byte[0]);
    }
}

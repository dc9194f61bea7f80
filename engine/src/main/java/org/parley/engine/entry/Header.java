package org.parley.engine.entry;

import java.util.List;
import java.util.Optional;
import org.parley.wire.problem.Problem;

/** What one journal entry says, beside its body. */
public sealed interface Header {
    /**
     * A message was taken; the body is its bytes as received.
     *
     * @param port name of the port
     * @param peer who sent it; an address or a file name
     * @param keys order keys (hashes); the first one chose the lane; several make a barrier
     * @param idempotencyKey as the sender gave it
     */
    record Received(String port, String peer, List<Long> keys, Optional<String> idempotencyKey)
            implements Header {
        public Received {
            keys = List.copyOf(keys);
        }
    }

    /** A message could not be taken; the body is its bytes as received. */
    record Refused(String port, String peer, Problem problem) implements Header {}

    /**
     * What became of one delivery.
     *
     * @param delivery which one
     * @param result what happened
     * @param attempts how often it was sent in this run of the engine, this time included
     * @param waitedMillis from received to now
     */
    record Outcome(DeliveryRef delivery, Result result, int attempts, long waitedMillis)
            implements Header {}

    /** How a delivery ended for now. */
    sealed interface Result {
        /**
         * Their machine answered for our control id and took it.
         *
         * @param code AA, CA, an HTTP status, or {@code written}
         */
        record Delivered(String code) implements Result {}

        /**
         * Put aside for a person.
         *
         * @param holdsKey later messages of the same key wait until a person decides
         */
        record Parked(Problem problem, boolean holdsKey) implements Result {}
    }

    /**
     * A person did something with a parked delivery; the body is the edited message for {@link
     * Deed#EDIT}.
     *
     * @param person who
     * @param reason why, in their words
     */
    record Act(DeliveryRef delivery, Deed deed, String person, String reason) implements Header {}

    /** What a person can do with a parked delivery. */
    enum Deed {
        /** Send it again as it is. */
        RESEND,
        /** Send the bytes of the act's body instead, as they are. */
        EDIT,
        /** Give it up, with a reason. */
        CLOSE
    }

    /**
     * From the next position on, this configuration is in force; the body is its files, see {@link
     * ReleaseFiles}.
     */
    record Release(String version, String trust) implements Header {}

    /**
     * Names a delivery: this message, by this route, to this destination. For a message that no
     * route wanted the destination is {@link DeliveryRef#UNOWNED} and the route is its port.
     */
    record DeliveryRef(long position, String destination, String route) {
        /** The destination of what no route wanted and no rule filters. */
        public static final String UNOWNED = "(no route)";
    }
}

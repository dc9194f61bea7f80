package org.parley.engine.deliver;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.engine.journal.Entry;
import org.parley.engine.plan.Route.IfRejected;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.problem.Problem;

/** Makes what goes over the wire out of a delivery. */
interface Preparation {
    /**
     * Reads the message behind an id from the journal; also says who must keep their order with it.
     */
    Loaded load(long id);

    /**
     * Maps the message, by the plan at its position or as a person edited it.
     *
     * @param read the entry's body as the port in that plan reads it, when that is known already
     */
    Prepared prepare(long id, Entry entry, @Nullable Message read);

    /**
     * A message of so many bytes is about to be loaded and prepared.
     *
     * @return false while too many large ones are in memory: the lane is woken when it should ask
     *     again, with the same message
     */
    default boolean reserve(long bytes) {
        return true;
    }

    /** What was reserved last is not needed any more. */
    default void release() {}

    /** A message read back. */
    sealed interface Loaded {
        record Message(Entry entry, long[] keys) implements Loaded {}

        record Lost(Problem problem) implements Loaded {}
    }

    /** What to send. */
    sealed interface Prepared {
        record Ready(List<Sender.Outgoing> parts, IfRejected ifRejected) implements Prepared {
            public Ready {
                parts = List.copyOf(parts);
            }
        }

        record Impossible(Problem problem) implements Prepared {}
    }
}

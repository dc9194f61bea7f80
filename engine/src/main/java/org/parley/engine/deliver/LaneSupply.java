package org.parley.engine.deliver;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Problem;

/** What stands ready for one lane; guarded by the outbox. */
final class LaneSupply {
    final ArrayDeque<Item> window = new ArrayDeque<>();
    final ArrayDeque<Nudge> nudges = new ArrayDeque<>();
    volatile boolean nudged;

    /** There is more than the window holds; true at first, for what waited before a restart. */
    boolean spilled = true;

    long cursor = -1;

    /** Bytes of the messages that ride along in the window. */
    long youngBytes;

    /** Ids above the cursor that a person had sent again: not to be found a second time. */
    final Set<Long> ahead = new HashSet<>();

    /** A delivery is no longer owed: nobody need be told any more to send it again. */
    void forget(long id) {
        if (!ahead.isEmpty()) {
            ahead.remove(id);
        }
        if (!nudges.isEmpty()) {
            nudges.removeIf(nudge -> nudge instanceof Nudge.Resend again && again.id() == id);
        }
    }

    @Nullable Runnable wake;
    volatile Optional<Problem> trouble = Optional.empty();
}

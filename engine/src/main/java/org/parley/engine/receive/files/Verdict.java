package org.parley.engine.receive.files;

import org.parley.wire.problem.Problem;

/** How the taking of one file ended. */
sealed interface Verdict {
    String DONE = "done";
    String REFUSED = "refused";

    /** Every message of it is durable, taken or refused. */
    record Taken(Tally tally) implements Verdict {
        /** Where the original goes: refused only when nothing of it was accepted. */
        String folder() {
            return tally.accepted() > 0 ? DONE : REFUSED;
        }
    }

    /** Nothing of it can be taken, ever; nothing is in the journal. */
    record Impossible(Problem problem) implements Verdict {}

    /** It changed since it was looked at; nothing was taken. */
    record Changed() implements Verdict {}

    /** The journal takes nothing now, or the port is closing; to be taken again from the start. */
    record Later(Problem problem) implements Verdict {}
}

package org.parley.store;

import java.util.Optional;
import org.parley.wire.problem.Problem;

/**
 * How far a reader has come.
 *
 * @param position the next position it wants; everything before is in its tables
 * @param end one past the last durable position of the journal
 * @param folded entries committed since the reader was opened
 * @param trouble why it does not go on at the moment, if so
 */
public record Progress(long position, long end, long folded, Optional<Problem> trouble) {
    /** Whether everything that is durable is in the tables. */
    public boolean caughtUp() {
        return position >= end;
    }
}

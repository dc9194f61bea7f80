package org.parley.wire.hl7v2;

import java.util.List;
import org.parley.wire.problem.Problem;

/** The answer to reading bytes: a message, or why they cannot be one. */
public sealed interface Reading {
    /**
     * A message; what was odd about it is in its warnings.
     *
     * @param message the message
     */
    record Good(Message message) implements Reading {}

    /**
     * Not a message.
     *
     * @param problems why, at least one
     */
    record Bad(List<Problem> problems) implements Reading {
        public Bad {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a bad reading says why");
            }
        }
    }
}

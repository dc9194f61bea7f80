package org.parley.engine.journal;

import org.parley.wire.problem.Problem;

/**
 * Stored bytes fail their checksum, at a place the problem names. Damage is reported, never served.
 */
public final class JournalDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public JournalDamaged(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

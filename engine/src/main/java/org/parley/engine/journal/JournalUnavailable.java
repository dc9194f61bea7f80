package org.parley.engine.journal;

import org.parley.wire.problem.Problem;

/** The journal cannot take or keep an entry; the problem says why and what to do. */
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public JournalUnavailable(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

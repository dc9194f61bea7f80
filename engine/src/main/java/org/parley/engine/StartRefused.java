package org.parley.engine;

import org.parley.wire.problem.Problem;

/** The engine does not start: what it was given cannot be carried out on this journal. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    StartRefused(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

package org.parley.engine.receive;

import org.parley.wire.problem.Problem;

/** A port cannot start, for instance because its address is taken. */
public final class PortFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public PortFailure(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

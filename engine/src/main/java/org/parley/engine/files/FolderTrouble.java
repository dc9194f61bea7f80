package org.parley.engine.files;

import java.io.IOException;
import org.parley.wire.problem.Problem;

/** A folder that cannot be worked with, for a reason that a person can act on. */
public final class FolderTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    FolderTrouble(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

package org.parley.app;

import java.io.PrintStream;
import org.parley.engine.Parts;

/** Tells a person who waits how far the start has come, when it takes long. */
final class StartProgress implements Parts.Progress {
    private static final long EVERY = 1_000_000;

    private final PrintStream out;
    private long said;

    StartProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void folded(long position, long end) {
        if (position - said >= EVERY) {
            said = position;
            out.printf("Reading the journal: %,d of %,d entries%n", position, end);
        }
    }
}

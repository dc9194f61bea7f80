package org.parley.testkit.journal;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Faults by the thousand are no news here. */
final class Quiet {
    private static final Logger LOGGER = Logger.getLogger("org.parley.engine.journal");

    private Quiet() {}

    static void faults() {
        LOGGER.setLevel(Level.OFF);
    }
}

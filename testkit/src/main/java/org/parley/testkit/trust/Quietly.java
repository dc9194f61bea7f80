package org.parley.testkit.trust;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Closes what may be broken already; that it was broken is known to whoever used it. */
final class Quietly {
    private static final System.Logger LOG = System.getLogger(Quietly.class.getName());

    private Quietly() {}

    static void close(Closeable thing) {
        try {
            thing.close();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A simulated system could not close cleanly.", e);
        }
    }
}

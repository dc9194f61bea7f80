package org.parley.wire.mllp;

import java.io.IOException;
import java.nio.file.Path;

/** Gives new files for frames that are too large for memory. */
@FunctionalInterface
public interface Spool {
    /** A path at which no file exists; the decoder creates it. */
    Path next() throws IOException;

    /** For streams whose frames are never that large: every attempt fails. */
    static Spool none() {
        return () -> {
            throw new IOException("this stream has no spool folder");
        };
    }
}

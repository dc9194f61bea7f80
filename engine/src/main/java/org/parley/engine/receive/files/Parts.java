package org.parley.engine.receive.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file cut into messages. The same file is always cut the same way. */
interface Parts extends AutoCloseable {
    /** The next message; null when there is none. */
    @Nullable Part next() throws IOException;

    /**
     * What one message is called in the report: {@code data row}, {@code message}, {@code file}.
     */
    String unit();

    @Override
    void close() throws IOException;
}

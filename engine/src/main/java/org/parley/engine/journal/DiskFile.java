package org.parley.engine.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file of a {@link Disk}. Reads may run beside writes. */
public interface DiskFile extends Closeable {
    /** Length in bytes. */
    long size() throws IOException;

    /**
     * Reads at an offset until the buffer is full or the file ends.
     *
     * @return bytes read, 0 at or past the end
     */
    int read(ByteBuffer into, long at) throws IOException;

    /** Writes all that remains in the buffer at an offset, making the file longer if need be. */
    void write(ByteBuffer from, long at) throws IOException;

    /** Makes all written bytes durable. After an exception nothing is known about any of them. */
    void force() throws IOException;
}

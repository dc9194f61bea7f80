package org.parley.engine.socket;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * A connection whose reads and writes never block. Owned by one thread, but {@link #close} may come
 * from any.
 */
public interface Pipe extends Closeable {
    /** Nothing came now; more may. */
    int NOTHING = 0;

    /** The other side sends no more. */
    int END = -1;

    /** What to wait for readiness on. */
    SocketChannel channel();

    /**
     * Takes the connection as far as it goes now towards being usable.
     *
     * @return whether it may be read from and written to
     * @throws IOException when it never will be
     */
    boolean ready() throws IOException;

    /**
     * Reads what there is, once. A call that returns less than fits may still have left something.
     *
     * @return bytes read, {@link #NOTHING} or {@link #END}
     */
    int read(ByteBuffer into) throws IOException;

    /**
     * Writes what can be written now.
     *
     * @return whether all of it is on its way; otherwise call again, with the rest, when the
     *     channel {@link #wants} it
     */
    boolean write(ByteBuffer from) throws IOException;

    /**
     * Operations of {@link java.nio.channels.SelectionKey} that the connection itself waits for,
     * whatever its owner wants.
     */
    int wants();

    /** True when bytes came that no read has taken: readiness will not tell of them. */
    boolean holdsBytes();

    /** Tells the other side that nothing more comes; as far as it can be told without waiting. */
    void shutdownOutput() throws IOException;

    /** The common name in the certificate that the other side showed, if any. */
    Optional<String> commonName();

    @Override
    void close();
}

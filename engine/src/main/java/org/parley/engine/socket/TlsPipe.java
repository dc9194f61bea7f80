package org.parley.engine.socket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.parley.engine.tls.TlsContext;

/**
 * TLS over a channel. The costly steps of a handshake run elsewhere, so that a flood of them does
 * not hold up the connections beside it. Holds no buffer while it rests.
 */
public final class TlsPipe implements Pipe {
    private static final System.Logger LOG = System.getLogger(TlsPipe.class.getName());

    /** The protocol came a step further. */
    private static final int PROGRESS = -2;

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final Executor elsewhere;
    private final Runnable resumed;

    /** From the network, not decrypted; ready to be read from. */
    private @Nullable ByteBuffer sealedIn;

    /** Decrypted and not yet taken; ready to be read from. */
    private @Nullable ByteBuffer openIn;

    /** Encrypted and not yet on its way; ready to be read from. */
    private @Nullable ByteBuffer sealedOut;

    private boolean shaken;
    private boolean ended;
    private volatile boolean working;

    /**
     * @param channel connected, not blocking
     * @param engine with its mode and parameters set
     * @param elsewhere runs the costly steps
     * @param resumed told, from another thread, when such a step is done: call {@link #ready} or
     *     {@link #read} then
     */
    public TlsPipe(SocketChannel channel, SSLEngine engine, Executor elsewhere, Runnable resumed) {
        this.channel = channel;
        this.engine = engine;
        this.elsewhere = elsewhere;
        this.resumed = resumed;
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public boolean ready() throws IOException {
        if (working) {
            return false;
        }
        if (shaken) {
            return true;
        }
        try {
            return shake();
        } catch (SSLException e) {
            tellWhy();
            throw e;
        }
    }

    private boolean shake() throws IOException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            engine.beginHandshake();
        }
        while (!shaken) {
            if (!flush()) {
                return false;
            }
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> wrap(NO_BYTES);
                case NEED_TASK -> {
                    work();
                    return false;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    int got = unwrap();
                    if (got == END) {
                        throw new EOFException("closed in the middle of the TLS handshake");
                    }
                    if (got == NOTHING) {
                        rest();
                        return false;
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> shaken = true;
            }
        }
        rest();
        return flush();
    }

    /** An alert, so that the other side knows why there was no handshake. */
    private void tellWhy() {
        try {
            wrap(NO_BYTES);
            flush();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "No alert was sent. reason={0}", e.toString());
        }
    }

    private void work() {
        working = true;
        elsewhere.execute(() -> {
            try {
                for (Runnable task = engine.getDelegatedTask();
                        task != null;
                        task = engine.getDelegatedTask()) {
                    task.run();
                }
            } finally {
                working = false;
                resumed.run();
            }
        });
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!ready()) {
            return NOTHING;
        }
        flush(); // what a small write left behind: nobody else would
        ByteBuffer open = openIn;
        if (open == null || !open.hasRemaining()) {
            int got = refill();
            if (got <= NOTHING) {
                rest();
                return got;
            }
            open = open();
        }
        int taken = Math.min(open.remaining(), into.remaining());
        into.put(open.slice(open.position(), taken));
        open.position(open.position() + taken);
        rest();
        return taken;
    }

    /** Decrypts until there is something, or nothing more to decrypt. */
    private int refill() throws IOException {
        while (!ended) {
            int got = unwrap();
            if (got == END) {
                ended = true;
            } else if (got != PROGRESS) {
                return got;
            } else if (!goOn()) {
                return NOTHING;
            }
        }
        return END;
    }

    /** Does what the protocol itself wants done; false when that has to be waited for. */
    private boolean goOn() throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> {
                if (!flush()) {
                    yield false;
                }
                wrap(NO_BYTES);
                yield flush();
            }
            case NEED_TASK -> {
                work();
                yield false;
            }
            default -> true;
        };
    }

    /**
     * Decrypts at most one record into {@link #openIn}, which must be empty.
     *
     * @return bytes decrypted; {@link #NOTHING} when more must come first; {@link #END}; {@link
     *     #PROGRESS} when the record was the protocol's own
     */
    private int unwrap() throws IOException {
        ByteBuffer open = open();
        while (true) {
            ByteBuffer sealed = sealedIn();
            open.clear();
            SSLEngineResult result;
            try {
                result = engine.unwrap(sealed, open);
            } finally {
                open.flip();
            }
            switch (result.getStatus()) {
                case OK -> {
                    return result.bytesProduced() > 0 ? result.bytesProduced() : PROGRESS;
                }
                case CLOSED -> {
                    return END;
                }
                case BUFFER_OVERFLOW -> {
                    open = larger(open, engine.getSession().getApplicationBufferSize());
                    openIn = open;
                }
                case BUFFER_UNDERFLOW -> {
                    if (sealed.remaining() == sealed.capacity()) {
                        sealed = larger(sealed, packet());
                        sealedIn = sealed;
                    }
                    int read = more(sealed);
                    if (read <= 0) {
                        return read == NOTHING ? NOTHING : END;
                    }
                }
            }
        }
    }

    private static ByteBuffer larger(ByteBuffer full, int size) throws SSLException {
        if (size <= full.capacity()) {
            throw new SSLException("a record of TLS that is larger than it may be");
        }
        return ByteBuffer.allocate(size).put(full).flip();
    }

    private int more(ByteBuffer sealed) throws IOException {
        sealed.compact();
        try {
            return channel.read(sealed);
        } finally {
            sealed.flip();
        }
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        if (!ready()) {
            return false;
        }
        while (flush()) {
            if (!from.hasRemaining()) {
                rest();
                return true;
            }
            if (!wrap(from)) {
                switch (engine.getHandshakeStatus()) {
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN ->
                            throw new SSLException("a new handshake while an answer is due");
                    case NEED_TASK -> work();
                    case NEED_WRAP, FINISHED, NOT_HANDSHAKING -> {}
                }
                return false;
            }
        }
        return false;
    }

    /** Encrypts one record; false when it came to nothing. */
    private boolean wrap(ByteBuffer from) throws IOException {
        ByteBuffer sealed = sealedOut == null ? empty(packet()) : sealedOut;
        sealedOut = sealed;
        sealed.clear();
        SSLEngineResult result;
        try {
            result = engine.wrap(from, sealed);
        } finally {
            sealed.flip();
        }
        if (result.getStatus() == SSLEngineResult.Status.CLOSED && from.hasRemaining()) {
            throw new SSLException("the TLS connection is closed");
        }
        return result.bytesProduced() > 0;
    }

    /** Whether all that was encrypted is on its way. */
    private boolean flush() throws IOException {
        ByteBuffer sealed = sealedOut;
        if (sealed == null || !sealed.hasRemaining()) {
            return true;
        }
        channel.write(sealed);
        return !sealed.hasRemaining();
    }

    @Override
    public int wants() {
        if (working) {
            return 0;
        }
        ByteBuffer sealed = sealedOut;
        if (sealed != null && sealed.hasRemaining()) {
            return SelectionKey.OP_WRITE;
        }
        return shaken ? 0 : SelectionKey.OP_READ;
    }

    @Override
    public boolean holdsBytes() {
        boolean stuck = sealedOut != null && sealedOut.hasRemaining();
        return !working
                && !stuck
                && ((openIn != null && openIn.hasRemaining())
                        || (shaken && !ended && sealedIn != null && wholeRecord(sealedIn)));
    }

    /** A record of TLS: type, version, and its length in two bytes. */
    private static boolean wholeRecord(ByteBuffer sealed) {
        if (sealed.remaining() < 5) {
            return false;
        }
        int at = sealed.position();
        int length = (sealed.get(at + 3) & 0xFF) << 8 | (sealed.get(at + 4) & 0xFF);
        return sealed.remaining() >= 5 + length;
    }

    @Override
    public void shutdownOutput() throws IOException {
        if (!working && flush()) {
            engine.closeOutbound();
            wrap(NO_BYTES);
            flush();
        }
        channel.shutdownOutput();
    }

    @Override
    public Optional<String> commonName() {
        return TlsContext.commonName(engine.getSession());
    }

    private ByteBuffer sealedIn() {
        ByteBuffer sealed = sealedIn == null ? empty(packet()) : sealedIn;
        sealedIn = sealed;
        return sealed;
    }

    private ByteBuffer open() {
        ByteBuffer open =
                openIn == null ? empty(engine.getSession().getApplicationBufferSize()) : openIn;
        openIn = open;
        return open;
    }

    private int packet() {
        return engine.getSession().getPacketBufferSize();
    }

    private static ByteBuffer empty(int size) {
        return ByteBuffer.allocate(size).flip();
    }

    /** Lets go of buffers with nothing in them. */
    private void rest() {
        if (openIn != null && !openIn.hasRemaining()) {
            openIn = null;
        }
        if (sealedIn != null && !sealedIn.hasRemaining()) {
            sealedIn = null;
        }
        if (sealedOut != null && !sealedOut.hasRemaining()) {
            sealedOut = null;
        }
    }

    @Override
    public void close() {
        PlainPipe.closeQuietly(channel);
    }
}

package org.parley.engine.deliver.mllp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.clock.Watch;
import org.parley.engine.tls.TlsContext;
import org.parley.wire.mllp.Frame;
import org.parley.wire.mllp.FrameDecoder;
import org.parley.wire.mllp.FrameFault;
import org.parley.wire.mllp.FrameLimits;
import org.parley.wire.mllp.Mllp;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.mllp.MllpCounters.Event;
import org.parley.wire.mllp.Spool;

/** One connection to a receiver. A wait on it ends at a deadline by closing it. */
final class Link implements AutoCloseable, Watch.Watched {
    private static final System.Logger LOG = System.getLogger(Link.class.getName());

    /** An answer beyond this many bytes is no answer. */
    private static final int LARGEST_ANSWER = 1 << 20;

    /** A larger message is written in pieces of this many bytes. */
    private static final int PIECE = 64 << 10;

    /** What the write of a message may take beyond the wait for an answer: 1 s a MiB. */
    private static final long NANOS_PER_BYTE = 1_000_000_000L >> 20;

    /** After so long without a message, the connection is looked at before it is used. */
    private static final long QUIET_NANOS = 500_000_000L;

    private static final long NEVER = 0;

    private final Clock clock;
    private final Watch watch;
    private final MllpCounters counters;
    private final Socket raw = new Socket();
    private final FrameDecoder decoder;
    private Socket socket = raw;
    private byte[] out = new byte[4 << 10];
    private long used;
    private volatile long deadline;
    private volatile boolean expired;
    private final AtomicBoolean open = new AtomicBoolean();

    Link(Clock clock, Watch watch, MllpCounters counters) {
        this.clock = clock;
        this.watch = watch;
        this.counters = counters;
        this.decoder =
                new FrameDecoder(FrameLimits.upTo(LARGEST_ANSWER), Spool.none(), counters::count);
    }

    /** Connects and, with TLS, shakes hands; all within the given time. */
    void connect(String host, int port, Optional<TlsContext> tls, Duration within)
            throws IOException {
        watch.add(this);
        until(within.toNanos());
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        raw.setTcpNoDelay(true);
        raw.connect(address, (int) within.toMillis());
        open.set(true);
        counters.count(Event.OPENED);
        if (tls.isPresent()) {
            var secured = tls.get().connect(raw, host, port);
            socket = secured;
            secured.startHandshake();
        }
        rest();
    }

    /** Ends whatever waits after so many nanoseconds, by closing the connection. */
    void until(long nanos) {
        long at = clock.nanoTime() + nanos;
        deadline = at == NEVER ? 1 : at;
    }

    /** True when it was the deadline that closed the connection. */
    boolean expired() {
        return expired;
    }

    /**
     * True when this connection can carry one more message: the receiver has not closed it, and no
     * frame came that nobody waits for any more.
     *
     * @param nameless whether an answer may come that names no message (a commit byte); otherwise
     *     the system is asked only after a quiet while, for a frame that nobody waits for is met by
     *     the next exchange, which takes no answer but its own
     */
    boolean fit(boolean nameless) throws IOException {
        boolean quiet = clock.nanoTime() - used >= QUIET_NANOS;
        if (!quiet && !nameless) {
            return unused();
        }
        InputStream stream = socket.getInputStream();
        boolean open = !quiet || stillOpen(stream);
        while (open && stream.available() > 0) {
            open = decoder.fill(stream) >= 0;
        }
        return open && unused();
    }

    private boolean unused() {
        boolean stray = decoder.poll() != null;
        if (stray) {
            counters.count(Event.FOREIGN);
        }
        return !stray && !decoder.inFrame();
    }

    /** Receivers close connections that are quiet; the shortest of reads tells. */
    private boolean stillOpen(InputStream stream) throws IOException {
        socket.setSoTimeout(1);
        try {
            return decoder.fill(stream) >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Writes one frame; a small one with a single call. */
    void write(byte[] content, long atMostNanos) throws IOException {
        until(atMostNanos + content.length * NANOS_PER_BYTE);
        OutputStream stream = socket.getOutputStream();
        if (content.length + Mllp.ENVELOPE <= PIECE) {
            int length = content.length + Mllp.ENVELOPE;
            if (length > out.length) {
                out = new byte[Math.min(PIECE, Integer.highestOneBit(length) * 2)];
            }
            Mllp.place(content, out, 0);
            stream.write(out, 0, length);
            return;
        }
        stream.write(Mllp.VT);
        stream.write(content);
        stream.write(new byte[] {Mllp.FS, Mllp.CR});
    }

    /** Writes a commit byte of release 2 for an answer. */
    void writeCommit() throws IOException {
        socket.getOutputStream().write(Mllp.commit(true));
    }

    /**
     * The next frame.
     *
     * @throws EOFException when the receiver closed the connection
     */
    Frame next() throws IOException {
        InputStream stream = socket.getInputStream();
        while (true) {
            Frame frame = decoder.poll();
            if (frame == null && decoder.awaitsCr()) {
                // the answer is whole; a CR that still comes is padding
                frame = decoder.endWithoutCr();
            }
            if (frame != null) {
                counters.count(Event.RECEIVED);
                return frame;
            }
            if (decoder.done() || decoder.fill(stream) < 0) {
                return ended();
            }
        }
    }

    private Frame ended() throws EOFException {
        @Nullable Frame cut = decoder.finish(FrameFault.CUT);
        if (cut == null) {
            throw new EOFException("the receiver closed the connection");
        }
        return cut;
    }

    /** Nothing is waited for. */
    void rest() {
        deadline = NEVER;
        used = clock.nanoTime();
    }

    @Override
    public void look(long now) {
        long due = deadline;
        if (due != NEVER && now - due >= 0) {
            deadline = NEVER;
            expired = true;
            closeSocket();
        }
    }

    private void closeSocket() {
        try {
            raw.close();
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "A connection could not be closed. reason={0}",
                    e.toString());
        }
    }

    /** Ends the connection and whatever waits on it; from any thread. */
    @Override
    public void close() {
        watch.remove(this);
        closeSocket();
        if (open.getAndSet(false)) {
            counters.count(Event.CLOSED);
        }
    }
}

package org.parley.engine.deliver.mllp;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.PolledSender.Polling;
import org.parley.engine.socket.Pipe;
import org.parley.engine.socket.PlainPipe;
import org.parley.engine.socket.TlsPipe;
import org.parley.engine.tls.TlsContext;
import org.parley.wire.mllp.Frame;
import org.parley.wire.mllp.FrameDecoder;
import org.parley.wire.mllp.FrameFault;
import org.parley.wire.mllp.FrameLimits;
import org.parley.wire.mllp.Mllp;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.mllp.MllpCounters.Event;
import org.parley.wire.mllp.Spool;

/** One connection to a receiver, which never blocks. One thread; {@link #close} from any. */
final class Link implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Link.class.getName());

    /** An answer beyond this many bytes is no answer. */
    private static final int LARGEST_ANSWER = 1 << 20;

    /** A larger message is written in pieces of this many bytes. */
    private static final int PIECE = 64 << 10;

    /** What the write of a message may take beyond the wait for an answer: 1 s a MiB. */
    private static final long NANOS_PER_BYTE = 1_000_000_000L >> 20;

    /** After so long without a message, the connection is looked at before it is used. */
    private static final long QUIET_NANOS = 500_000_000L;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Clock clock;
    private final MllpCounters counters;
    private final Polling polling;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Pipe pipe;
    private final FrameDecoder decoder;
    private final AtomicBoolean open = new AtomicBoolean();
    private boolean connected;
    private boolean ready;
    private byte[] content = {};

    /** Of the frame, its envelope included, what was put into {@link #out}. */
    private long placed;

    private ByteBuffer out = NOTHING;
    private boolean writing;
    private long used;
    private boolean waits;
    private long deadline;

    private Link(
            Clock clock,
            MllpCounters counters,
            Polling polling,
            SocketChannel channel,
            SelectionKey key,
            Pipe pipe) {
        this.clock = clock;
        this.counters = counters;
        this.polling = polling;
        this.channel = channel;
        this.key = key;
        this.pipe = pipe;
        this.decoder =
                new FrameDecoder(FrameLimits.upTo(LARGEST_ANSWER), Spool.none(), counters::count);
    }

    /** Begins to connect and, with TLS, to shake hands; {@link #ready} within the given time. */
    static Link begin(
            String host,
            int port,
            Optional<TlsContext> tls,
            Duration within,
            Clock clock,
            MllpCounters counters,
            Polling polling)
            throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(polling.selector(), 0, polling.attachment());
            Pipe pipe =
                    tls.<Pipe>map(context ->
                                    new TlsPipe(
                                            channel,
                                            context.connect(host, port),
                                            Thread::startVirtualThread,
                                            polling.again()))
                            .orElseGet(() -> new PlainPipe(channel));
            Link link = new Link(clock, counters, polling, channel, key, pipe);
            link.until(within.toNanos());
            if (channel.connect(address)) {
                link.hasConnected();
            } else {
                key.interestOps(SelectionKey.OP_CONNECT);
            }
            return link;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void hasConnected() {
        connected = true;
        open.set(true);
        counters.count(Event.OPENED);
    }

    /** Whether a message may be written; goes on connecting otherwise. */
    boolean ready() throws IOException {
        if (ready) {
            return true;
        }
        if (!connected && channel.finishConnect()) {
            hasConnected();
        }
        if (connected && pipe.ready()) {
            ready = true;
            rest();
        }
        settle();
        return ready;
    }

    /** What to wait for from the channel next. */
    private void settle() {
        if (!key.isValid()) {
            return;
        }
        int interest;
        if (!connected) {
            interest = SelectionKey.OP_CONNECT;
        } else if (!ready) {
            interest = pipe.wants();
        } else {
            interest = (writing ? SelectionKey.OP_WRITE : SelectionKey.OP_READ) | pipe.wants();
        }
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** Whatever is waited for from now on must have come after so many nanoseconds. */
    void until(long nanos) {
        waits = true;
        deadline = clock.nanoTime() + nanos;
    }

    /** Nanoseconds until the deadline; as long as can be without one. */
    long patience() {
        return waits ? deadline - clock.nanoTime() : Long.MAX_VALUE;
    }

    /** True when what is waited for has not come in time. */
    boolean expired() {
        return waits && clock.nanoTime() - deadline >= 0;
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
        boolean fit = true;
        while ((quiet || nameless) && fit) {
            int read = read();
            if (read == Pipe.NOTHING) {
                return unused();
            }
            fit = read != Pipe.END;
        }
        return fit && unused();
    }

    private boolean unused() {
        boolean stray = decoder.poll() != null;
        if (stray) {
            counters.count(Event.FOREIGN);
        }
        return !stray && !decoder.inFrame();
    }

    private int read() throws IOException {
        ByteBuffer scratch = polling.scratch();
        int read = pipe.read(scratch.clear());
        if (read > 0) {
            decoder.take(scratch.flip());
        }
        return read;
    }

    /** Begins to write one frame, which is never empty; {@link #written} goes on. */
    void write(byte[] message, long atMostNanos) {
        until(atMostNanos + message.length * NANOS_PER_BYTE);
        content = message;
        placed = 0;
        int length = (int) Math.min(PIECE, (long) message.length + Mllp.ENVELOPE);
        if (out.capacity() < length) {
            out = ByteBuffer.allocate(Math.max(4 << 10, Integer.highestOneBit(length) * 2));
        }
        writing = place();
    }

    /** Whether the frame is on its way; a small one goes with a single call. */
    boolean written() throws IOException {
        // what the pipe took may still be in the pipe: only its own word counts
        while (writing && pipe.write(out)) {
            writing = place();
        }
        settle();
        return !writing;
    }

    /** Puts the next piece into the buffer; false when there is none. */
    private boolean place() {
        long end = content.length + (long) Mllp.ENVELOPE;
        if (placed == end) {
            content = new byte[0];
            return false;
        }
        out.clear();
        if (placed == 0) {
            out.put(Mllp.VT);
            placed++;
        }
        int from = (int) placed - 1;
        int piece = Math.min(out.remaining(), content.length - from);
        if (piece > 0) {
            out.put(content, from, piece);
            placed += piece;
        }
        if (placed == content.length + 1 && out.remaining() >= 2) {
            out.put(Mllp.FS).put(Mllp.CR);
            placed += 2;
        }
        out.flip();
        return true;
    }

    /** Writes a commit byte of release 2 for an answer; it is so small that it always fits. */
    void writeCommit() throws IOException {
        pipe.write(ByteBuffer.wrap(Mllp.commit(true)));
    }

    /**
     * The next frame, or null when more must come first.
     *
     * @throws EOFException when the receiver closed the connection
     */
    @Nullable Frame next() throws IOException {
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
            int read = decoder.done() ? Pipe.END : read();
            if (read == Pipe.END) {
                return ended();
            }
            if (read == Pipe.NOTHING) {
                settle();
                return null;
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

    /** True when bytes came that readiness will not tell of. */
    boolean holdsBytes() {
        return pipe.holdsBytes();
    }

    /** Nothing is waited for. */
    void rest() {
        waits = false;
        used = clock.nanoTime();
    }

    /** Ends the connection with the goodbye that TLS wants; the owner's thread. */
    void leave() {
        if (ready) {
            try {
                pipe.shutdownOutput();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "No goodbye was said. reason={0}", e.toString());
            }
        }
        close();
    }

    /** Ends the connection; from any thread. */
    @Override
    public void close() {
        pipe.close();
        if (open.getAndSet(false)) {
            counters.count(Event.CLOSED);
        }
    }
}

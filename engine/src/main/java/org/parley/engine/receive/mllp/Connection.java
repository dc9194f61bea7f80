package org.parley.engine.receive.mllp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.journal.Body;
import org.parley.engine.receive.Intake;
import org.parley.engine.socket.Pipe;
import org.parley.wire.mllp.Frame;
import org.parley.wire.mllp.FrameDecoder;
import org.parley.wire.mllp.FrameFault;
import org.parley.wire.mllp.Mllp;
import org.parley.wire.mllp.MllpCounters.Event;
import org.parley.wire.problem.Problem;

/**
 * One sender's connection: reads, hands over, answers. Never blocks but for what was handed over to
 * be durable. The port's thread alone.
 */
final class Connection {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    /** At most so many messages are handed over before the first is waited for. */
    static final int BATCH = 64;

    /** At most so many bytes are handed over before the first message is waited for. */
    private static final int BATCH_BYTES = 4 << 20;

    /** A larger buffer is given back after a quiet while, in bytes. */
    private static final int QUIET_BUFFER = 8 << 10;

    /** The quiet while, in nanoseconds. */
    private static final long QUIET_NANOS = 2_000_000_000L;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What the connection waits for; tells what a deadline means. */
    private enum Phase {
        HANDSHAKE,
        IDLE,
        IN_FRAME,
        WRITING,
        /** All is answered; the sender may still be reading the last of it. */
        LINGER,
        ENDED
    }

    private final MllpSetup setup;
    private final Pipe pipe;
    private final SelectionKey key;
    private final FrameDecoder decoder;
    private final Owed waiting;
    private final FramePace pace;
    private final Set<FrameFault> told = EnumSet.noneOf(FrameFault.class);
    private String peer;
    private Optional<String> commonName = Optional.empty();
    private ByteBuffer unsent = NOTHING;
    private Phase phase = Phase.HANDSHAKE;
    private long deadline;
    private boolean awaitsCr;
    private long crUntil;
    private boolean more;
    private boolean over;

    Connection(MllpSetup setup, Pipe pipe, SelectionKey key, String peer) {
        this.setup = setup;
        this.pipe = pipe;
        this.key = key;
        this.peer = peer;
        this.decoder = new FrameDecoder(setup.limits(), setup.spool(), this::noticed);
        long now = setup.clock().nanoTime();
        this.waiting = new Owed(setup);
        this.pace = new FramePace(setup.timing(), now);
        this.deadline = now + setup.timing().handshake().toNanos();
    }

    private void noticed(FrameFault fault) {
        setup.counters().count(fault);
        if (told.add(fault)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A sender does not keep to MLLP; further faults of this kind on this connection"
                            + " are counted only. port={0} peer={1} fault={2}",
                    setup.name(),
                    peer,
                    fault.problem());
        }
    }

    /** True when the connection is closed, and the port may forget it. */
    boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    /** True when {@link #answer} has something to do. */
    boolean isOwed() {
        return !waiting.isEmpty();
    }

    /** True when {@link #advance} has something to do though no readiness will tell of it. */
    boolean isHungry() {
        return waiting.isEmpty()
                && (phase == Phase.IDLE || phase == Phase.IN_FRAME)
                && (over || pipe.holdsBytes() || more);
    }

    /**
     * Goes on as far as it goes without waiting: shakes hands, writes what was not sent, reads, and
     * hands over what was read.
     *
     * @param scratch to read into; shared by the connections of a thread
     */
    void advance(ByteBuffer scratch, long now) {
        try {
            switch (phase) {
                case HANDSHAKE -> shake(now);
                case WRITING -> goOnWriting(now);
                case LINGER -> discard(scratch);
                case IDLE, IN_FRAME, ENDED -> {}
            }
            if (phase == Phase.IDLE || phase == Phase.IN_FRAME) {
                take(scratch, now);
            }
            settle(now);
        } catch (IOException e) {
            failed(e);
        } catch (RuntimeException | Error e) {
            faulty(e);
        }
    }

    private void shake(long now) throws IOException {
        try {
            if (!pipe.ready()) {
                return;
            }
        } catch (IOException e) {
            setup.counters().count(Event.TLS_FAILED);
            throw e;
        }
        if (setup.tls().isPresent() && setup.tls().get().demandsClientCertificate()) {
            commonName = pipe.commonName();
            peer = commonName.map(name -> peer + " " + name).orElse(peer);
        }
        rest(now);
    }

    private void take(ByteBuffer scratch, long now) throws IOException {
        handOver();
        if (waiting.isEmpty() && !decoder.done() && !over) {
            read(scratch, now);
            handOver();
        }
        if (waiting.isEmpty() && over) {
            cut(FrameFault.CUT);
        }
    }

    /** A reset is an end too: what came of a message before it is kept as refused. */
    private void read(ByteBuffer scratch, long now) throws IOException {
        int read;
        try {
            read = pipe.read(scratch.clear());
        } catch (IOException e) {
            if (!decoder.inFrame()) {
                throw e;
            }
            read = Pipe.END;
        }
        if (read > 0) {
            decoder.take(scratch.flip());
            pace.got(read, now);
        }
        over |= read == Pipe.END;
    }

    private void handOver() {
        long bytes = 0;
        more = true;
        while (waiting.size() < BATCH && bytes < BATCH_BYTES) {
            Frame frame = decoder.poll();
            if (frame == null) {
                more = false;
                return;
            }
            bytes += frame.length();
            offer(frame);
        }
    }

    private void offer(Frame frame) {
        setup.counters().count(Event.RECEIVED);
        pace.ended();
        Path spooled = null;
        Body body;
        switch (frame.content()) {
            case Frame.Content.Bytes bytes -> {
                if (Mllp.isCommit(bytes.array())) {
                    return;
                }
                body = new Body.Bytes(bytes.array());
            }
            case Frame.Content.File file -> {
                spooled = file.path();
                body = new Body.Spooled(file.path(), file.length());
            }
        }
        Optional<Problem> framing = frame.refusal().map(FrameFault::problem);
        Optional<Problem> binding =
                framing.isPresent() ? Optional.empty() : setup.binding().check(commonName, body);
        boolean forGood =
                frame.refusal().map(fault -> !fault.passing()).orElse(binding.isPresent());
        Intake.Incoming incoming =
                new Intake.Incoming(body, peer, framing.or(() -> binding), Optional.empty());
        waiting.add(setup.intake().offer(incoming), forGood, spooled);
    }

    /** Nothing more is read; says what becomes of a message that was begun and not ended. */
    private void cut(FrameFault why) {
        over = true;
        Frame frame = decoder.finish(why);
        if (frame != null) {
            offer(frame);
        } else if (waiting.isEmpty()) {
            end();
        }
    }

    /**
     * Waits for what was handed over to be durable, and answers it, as far as it can be written.
     */
    void answer(long now) {
        try {
            while (phase != Phase.WRITING && phase != Phase.ENDED) {
                ByteBuffer answers = waiting.next();
                if (answers == null) {
                    break;
                }
                write(answers, now);
            }
            settle(now);
        } catch (IOException e) {
            failed(e);
        } catch (RuntimeException | Error e) {
            faulty(e);
        }
    }

    private void write(ByteBuffer answers, long now) throws IOException {
        unsent = answers;
        phase = Phase.WRITING;
        deadline = now + setup.timing().stall().toNanos();
        goOnWriting(now);
    }

    private void goOnWriting(long now) throws IOException {
        if (pipe.write(unsent)) {
            unsent = NOTHING;
            rest(now);
        }
    }

    /** Between a message and the next. */
    private void rest(long now) {
        phase = Phase.IDLE;
        pace.resume(now);
        deadline = now + setup.idle().toNanos();
    }

    /** What is waited for next, and until when. */
    private void settle(long now) throws IOException {
        if ((phase == Phase.IDLE || phase == Phase.IN_FRAME) && waiting.isEmpty()) {
            if (decoder.done()) {
                linger(now);
            } else {
                settleReading(now);
            }
        }
        if (phase != Phase.ENDED) {
            int interest = pipe.wants() | (phase == Phase.HANDSHAKE ? 0 : own());
            if (key.interestOps() != interest) {
                key.interestOps(interest);
            }
        }
    }

    private int own() {
        return phase == Phase.WRITING ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    }

    private void settleReading(long now) {
        if (decoder.inFrame()) {
            pace.inFrame(now);
            phase = Phase.IN_FRAME;
            deadline = pace.deadline();
        } else {
            pace.between();
            phase = Phase.IDLE;
            deadline = pace.heard() + setup.idle().toNanos();
        }
        awaitsCr = decoder.awaitsCr();
        crUntil = pace.heard() + setup.timing().cr().toNanos();
    }

    /** Closing with bytes unread resets the connection, and the sender might miss our answer. */
    private void linger(long now) throws IOException {
        phase = Phase.LINGER;
        deadline = now + setup.timing().linger().toNanos();
        pipe.shutdownOutput();
    }

    private void discard(ByteBuffer scratch) throws IOException {
        int read = pipe.read(scratch.clear());
        if (read == Pipe.END) {
            end();
        }
    }

    /** Enforces what is due. */
    void look(long now) {
        try {
            enforce(now);
        } catch (RuntimeException | Error e) {
            faulty(e);
        }
    }

    private void enforce(long now) {
        if (isOwed() && phase != Phase.WRITING) {
            return; // it waits for us
        }
        if (awaitsCr() && now - crUntil >= 0) {
            awaitsCr = false;
            offer(decoder.endWithoutCr());
        } else if (now - deadline >= 0) {
            due();
        } else if (phase == Phase.IDLE
                && decoder.bufferSize() > QUIET_BUFFER
                && now - pace.heard() >= QUIET_NANOS) {
            decoder.shrink();
        }
    }

    private void due() {
        switch (phase) {
            case IN_FRAME -> cut(FrameFault.TOO_SLOW);
            case IDLE -> {
                if (waiting.isEmpty()) {
                    setup.counters().count(Event.IDLE);
                    end();
                }
            }
            case HANDSHAKE, WRITING, LINGER -> end();
            case ENDED -> {}
        }
    }

    /** True when the frame is whole but for the CR that belongs to its FS. */
    boolean awaitsCr() {
        return awaitsCr && phase == Phase.IN_FRAME;
    }

    /** Until when that CR is waited for, {@link org.parley.engine.clock.Clock#nanoTime}. */
    long crUntil() {
        return crUntil;
    }

    /** Writes what was not sent; reads nothing. */
    void goOn(long now) {
        try {
            if (phase == Phase.WRITING) {
                goOnWriting(now);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Reads nothing more; ends once what was handed over is answered. */
    void drain(ByteBuffer scratch) {
        if (phase == Phase.WRITING || isOwed()) {
            return;
        }
        try {
            // closing with bytes unread resets the connection
            if (phase != Phase.HANDSHAKE && phase != Phase.ENDED) {
                pipe.shutdownOutput();
                pipe.read(scratch.clear());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A connection was gone. peer={0}", peer);
        }
        end();
    }

    private void failed(IOException e) {
        LOG.log(
                System.Logger.Level.DEBUG,
                "A connection ended. port={0} peer={1} reason={2}",
                setup.name(),
                peer,
                e.toString());
        end();
    }

    private void faulty(Throwable e) {
        LOG.log(
                System.Logger.Level.ERROR,
                "A connection was closed because of a fault of the engine. port="
                        + setup.name()
                        + " peer="
                        + peer,
                e);
        end();
    }

    /** Ends at once. */
    void end() {
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            key.cancel();
            pipe.close();
            decoder.close();
            waiting.forget();
            setup.counters().count(Event.CLOSED);
        }
    }
}

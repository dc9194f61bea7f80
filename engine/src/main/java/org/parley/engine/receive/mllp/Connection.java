package org.parley.engine.receive.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Watch;
import org.parley.engine.journal.Body;
import org.parley.engine.receive.Intake;
import org.parley.wire.mllp.Frame;
import org.parley.wire.mllp.FrameDecoder;
import org.parley.wire.mllp.FrameFault;
import org.parley.wire.mllp.Mllp;
import org.parley.wire.mllp.MllpCounters.Event;
import org.parley.wire.problem.Problem;

/** One sender's connection, on one virtual thread: read, hand over, wait, answer. */
final class Connection implements Runnable, Watch.Watched {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    /** At most so many messages are handed over before the first is waited for. */
    static final int BATCH = 64;

    /** At most so many bytes are handed over before the first message is waited for. */
    private static final int BATCH_BYTES = 4 << 20;

    /** Answers are written at the latest when so many bytes have gathered. */
    private static final int ANSWER_BYTES = 64 << 10;

    /** A larger buffer is given back after a quiet while, in bytes. */
    private static final int QUIET_BUFFER = 8 << 10;

    /** The quiet while, in milliseconds. */
    private static final int QUIET_MILLIS = 2_000;

    private static final long NEVER = 0;

    /** What the thread waits for; tells what a deadline means. */
    private enum Phase {
        HANDSHAKE,
        IDLE,
        IN_FRAME,
        WORKING,
        WRITING
    }

    /** A message handed over and not yet answered. */
    private record HandedOver(Intake.Pending pending, boolean forGood, @Nullable Path spooled) {}

    private final MllpSetup setup;
    private final Socket raw;
    private final String peer;
    private final FrameDecoder decoder;
    private final List<HandedOver> waiting = new ArrayList<>(4);
    private final Set<FrameFault> told = EnumSet.noneOf(FrameFault.class);
    private volatile Phase phase = Phase.HANDSHAKE;
    private volatile long deadline;
    private volatile boolean slow;
    private volatile boolean draining;
    private long begun;
    private long received;

    Connection(MllpSetup setup, Socket raw) {
        this.setup = setup;
        this.raw = raw;
        this.peer = raw.getInetAddress().getHostAddress() + ":" + raw.getPort();
        this.decoder = new FrameDecoder(setup.limits(), setup.spool(), this::noticed);
        this.deadline = later(setup.timing().handshake().toNanos());
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

    @Override
    public void run() {
        try (raw;
                decoder) {
            Secured secured = setup.secure(raw);
            serve(secured);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "A connection ended. port={0} peer={1} reason={2}",
                    setup.name(),
                    peer,
                    e.toString());
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A connection was closed because of a fault of the engine. port="
                            + setup.name()
                            + " peer="
                            + peer,
                    e);
        } finally {
            waiting.forEach(Connection::deleteSpooled);
        }
    }

    private void serve(Secured secured) throws IOException {
        InputStream in = secured.socket().getInputStream();
        OutputStream out = secured.socket().getOutputStream();
        while (true) {
            handOver(secured);
            if (!waiting.isEmpty()) {
                answer(out);
            } else if (decoder.done()) {
                linger(secured.socket(), in);
                return;
            } else if (!read(secured, in)) {
                finish(secured, out);
                return;
            }
        }
    }

    private void handOver(Secured secured) {
        phase = Phase.WORKING;
        deadline = NEVER;
        long bytes = 0;
        while (waiting.size() < BATCH && bytes < BATCH_BYTES) {
            Frame frame = decoder.poll();
            if (frame == null) {
                return;
            }
            bytes += frame.length();
            offer(frame, secured);
        }
    }

    private void offer(Frame frame, Secured secured) {
        setup.counters().count(Event.RECEIVED);
        begun = NEVER;
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
                framing.isPresent() ? Optional.empty() : setup.binding().check(secured, body);
        boolean forGood =
                frame.refusal().map(fault -> !fault.passing()).orElse(binding.isPresent());
        Intake.Incoming incoming =
                new Intake.Incoming(
                        body, secured.peer(peer), framing.or(() -> binding), Optional.empty());
        waiting.add(new HandedOver(setup.intake().offer(incoming), forGood, spooled));
    }

    private void answer(OutputStream out) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream(256);
        for (HandedOver each : waiting) {
            if (answers.size() > 0 && (answers.size() > ANSWER_BYTES || !each.pending().ready())) {
                write(answers, out);
            }
            Intake.Taken taken = each.pending().await();
            deleteSpooled(each);
            setup.answers().answer(taken, each.forGood(), answers);
            setup.counters().count(Event.SENT);
        }
        waiting.clear();
        write(answers, out);
    }

    private void write(ByteArrayOutputStream answers, OutputStream out) throws IOException {
        if (answers.size() == 0) {
            return;
        }
        phase = Phase.WRITING;
        deadline = later(setup.timing().stall().toNanos());
        answers.writeTo(out);
        deadline = NEVER;
        phase = Phase.WORKING;
        answers.reset();
    }

    private static void deleteSpooled(HandedOver each) {
        if (each.spooled() != null) {
            try {
                Files.deleteIfExists(each.spooled());
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A spool file could not be deleted. file={0} reason={1}",
                        each.spooled(),
                        e.toString());
            }
        }
    }

    /** False at the end of the stream. */
    private boolean read(Secured secured, InputStream in) throws IOException {
        boolean inFrame = decoder.inFrame();
        long now = setup.clock().nanoTime();
        if (inFrame) {
            begun = begun == NEVER ? now : begun;
        } else {
            received = 0;
        }
        phase = inFrame ? Phase.IN_FRAME : Phase.IDLE;
        deadline = inFrame ? frameDeadline(now) : later(setup.idle().toNanos());
        int read = fillOrEnd(secured, in);
        deadline = NEVER;
        received += Math.max(0, read);
        return read >= 0 && !slow && !draining;
    }

    private long frameDeadline(long now) {
        long stall = setup.timing().stall().toNanos();
        long earned = received * 1_000_000_000L / setup.timing().bytesPerSecond();
        return nonZero(Math.min(now + stall, begun + stall + earned));
    }

    /** A reset is an end too: what came of a message before it is kept as refused. */
    private int fillOrEnd(Secured secured, InputStream in) throws IOException {
        try {
            return fill(secured, in);
        } catch (IOException e) {
            if (decoder.inFrame()) {
                return -1;
            }
            throw e;
        }
    }

    private int fill(Secured secured, InputStream in) throws IOException {
        boolean cr = decoder.awaitsCr();
        boolean quiet = !decoder.inFrame() && decoder.bufferSize() > QUIET_BUFFER;
        if (!cr && !quiet) {
            return decoder.fill(in);
        }
        Socket socket = secured.socket();
        socket.setSoTimeout(cr ? (int) setup.timing().cr().toMillis() : QUIET_MILLIS);
        try {
            return decoder.fill(in);
        } catch (SocketTimeoutException e) {
            if (cr) {
                offer(decoder.endWithoutCr(), secured);
            } else {
                decoder.shrink();
            }
            return 0;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Says what becomes of a message that was begun and not ended. */
    private void finish(Secured secured, OutputStream out) throws IOException {
        if (draining && !slow) {
            return; // not the sender's doing: it gets no answer, so it keeps the message
        }
        Frame frame = decoder.finish(slow ? FrameFault.TOO_SLOW : FrameFault.CUT);
        if (frame != null) {
            offer(frame, secured);
            answer(out);
        }
    }

    /** Closing with bytes unread resets the connection, and the sender might miss our answer. */
    private void linger(Socket socket, InputStream in) throws IOException {
        long until = setup.clock().nanoTime() + setup.timing().linger().toNanos();
        socket.shutdownOutput();
        socket.setSoTimeout((int) setup.timing().linger().toMillis());
        byte[] unread = new byte[1024];
        while (setup.clock().nanoTime() - until < 0) {
            if (in.read(unread) < 0) {
                return;
            }
        }
    }

    private long later(long nanos) {
        return nonZero(setup.clock().nanoTime() + nanos);
    }

    private static long nonZero(long nanoTime) {
        return nanoTime == NEVER ? 1 : nanoTime;
    }

    @Override
    public void look(long now) {
        long due = deadline;
        if (due == NEVER || now - due < 0) {
            return;
        }
        deadline = NEVER;
        switch (phase) {
            case IN_FRAME -> {
                slow = true;
                stopReading();
            }
            case IDLE -> {
                setup.counters().count(Event.IDLE);
                abort();
            }
            case HANDSHAKE, WRITING -> abort();
            case WORKING -> {}
        }
    }

    /** Reads nothing more; answers what was handed over; ends. */
    void drain() {
        draining = true;
        stopReading();
    }

    private void stopReading() {
        try {
            raw.shutdownInput();
        } catch (IOException e) {
            abort();
        }
    }

    /** Ends at once. */
    void abort() {
        try {
            raw.close();
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "A connection could not be closed. port={0} peer={1} reason={2}",
                    setup.name(),
                    peer,
                    e.toString());
        }
    }
}

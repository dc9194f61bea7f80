package org.parley.engine.receive.mllp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.parley.engine.socket.Pipe;
import org.parley.engine.socket.PlainPipe;
import org.parley.engine.socket.TlsPipe;
import org.parley.wire.mllp.MllpCounters.Event;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * All connections of a port on one thread: reads what came, hands it over, makes it durable with
 * one group commit, answers. Whatever comes in the meantime waits in the system's buffers and is
 * the next group.
 */
final class PortLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger(PortLoop.class.getName());

    /** After a failure that another try at once would only repeat: no file descriptors, say. */
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    /** What is read from one connection before the next has its turn, bytes. */
    private static final int READ_BYTES = 64 << 10;

    private final ServerSocketChannel server;
    private final MllpSetup setup;
    private final Selector selector;
    private final SelectionKey listening;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(READ_BYTES);
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final List<Connection> owed = new ArrayList<>();
    private final Set<Connection> hungry = new LinkedHashSet<>();
    private final Set<Connection> awaitingCr = new LinkedHashSet<>();
    private final ConcurrentLinkedQueue<Connection> resumed = new ConcurrentLinkedQueue<>();
    private final long every;
    private long now;
    private long nextLook;
    private boolean acceptPaused;
    private long acceptAgain;
    private volatile boolean stopping;

    private PortLoop(
            ServerSocketChannel server,
            MllpSetup setup,
            Selector selector,
            SelectionKey listening) {
        this.server = server;
        this.setup = setup;
        this.selector = selector;
        this.listening = listening;
        this.every =
                Math.min(
                                Duration.ofSeconds(1).toNanos(),
                                Math.min(setup.idle().toNanos(), setup.timing().stall().toNanos()))
                        / 4;
        this.now = setup.clock().nanoTime();
        this.nextLook = now + every;
    }

    /**
     * @param server bound, not blocking
     */
    static PortLoop open(ServerSocketChannel server, MllpSetup setup) {
        try {
            Selector selector = Selector.open();
            return new PortLoop(
                    server, setup, selector, server.register(selector, SelectionKey.OP_ACCEPT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads nothing more, answers what was handed over, ends; from any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try (server;
                selector) {
            while (!stopping) {
                guarded(this::round);
            }
            server.close();
            long until = setup.clock().nanoTime() + setup.timing().close().toNanos();
            while (!connections.isEmpty() && setup.clock().nanoTime() - until < 0) {
                guarded(this::drain);
            }
            connections.forEach(Connection::end);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "A port did not close cleanly. port={0} reason={1}",
                    setup.name(),
                    e.toString());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A port never ends in silence. */
    private void guarded(Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A port goes on after a fault of the engine. port=" + setup.name(),
                    e);
            pause();
        }
    }

    private void pause() {
        LockSupport.parkNanos(this, PAUSE_NANOS);
    }

    private void round() throws IOException {
        select();
        if (acceptPaused && now - acceptAgain >= 0) {
            acceptPaused = false;
            listening.interestOps(SelectionKey.OP_ACCEPT);
        }
        resume();
        // before anything waits for the disk: that time is not the senders'
        lookIfDue();
        answer();
    }

    private void select() throws IOException {
        if (!hungry.isEmpty()) {
            List<Connection> first = List.copyOf(hungry);
            hungry.clear();
            selector.selectNow(this::serve);
            now = setup.clock().nanoTime();
            first.forEach(this::advance);
            return;
        }
        long start = setup.clock().nanoTime();
        long left = nextLook - start;
        for (Connection each : awaitingCr) {
            left = Math.min(left, each.crUntil() - start);
        }
        if (acceptPaused) {
            left = Math.min(left, acceptAgain - start);
        }
        if (left > 0) {
            selector.select(this::serve, Math.max(1, left / 1_000_000));
        } else {
            selector.selectNow(this::serve);
        }
    }

    private void serve(SelectionKey key) {
        now = setup.clock().nanoTime();
        if (key.attachment() instanceof Connection connection) {
            advance(connection);
        } else {
            accept();
        }
    }

    private void advance(Connection connection) {
        connection.advance(scratch, now);
        sort(connection);
    }

    /** Notes what is to be done for a connection next. */
    private void sort(Connection connection) {
        if (connection.hasEnded()) {
            connections.remove(connection);
            awaitingCr.remove(connection);
            return;
        }
        if (connection.isOwed()) {
            owed.add(connection);
        } else if (connection.isHungry()) {
            hungry.add(connection);
        }
        if (connection.awaitsCr()) {
            awaitingCr.add(connection);
        } else if (!awaitingCr.isEmpty()) {
            awaitingCr.remove(connection);
        }
    }

    /** Goes on with those whose handshake had a costly step. */
    private void resume() {
        for (Connection next = resumed.poll(); next != null; next = resumed.poll()) {
            now = setup.clock().nanoTime();
            advance(next);
        }
    }

    /** One group commit for all that was handed over in this round, then the answers. */
    private void answer() {
        if (owed.isEmpty()) {
            return;
        }
        setup.intake().flush();
        now = setup.clock().nanoTime();
        List<Connection> answering = List.copyOf(owed);
        owed.clear();
        for (Connection each : answering) {
            each.answer(now);
            sort(each);
        }
    }

    private void lookIfDue() {
        now = setup.clock().nanoTime();
        if (now - nextLook >= 0) {
            nextLook = now + every;
            look(List.copyOf(connections));
        } else if (!awaitingCr.isEmpty()) {
            look(List.copyOf(awaitingCr));
        }
    }

    private void look(List<Connection> at) {
        for (Connection each : at) {
            each.look(now);
            sort(each);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                open(channel);
            }
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A connection could not be accepted. port={0} reason={1}",
                    setup.name(),
                    e.toString());
            listening.interestOps(0);
            acceptPaused = true;
            acceptAgain = now + PAUSE_NANOS;
        }
    }

    private void open(SocketChannel channel) throws IOException {
        if (connections.size() >= setup.maxConnections()) {
            turnAway(channel);
            return;
        }
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            InetSocketAddress from = (InetSocketAddress) channel.getRemoteAddress();
            String peer = from.getAddress().getHostAddress() + ":" + from.getPort();
            Connection connection = new Connection(setup, pipe(channel, key), key, peer);
            key.attach(connection);
            connections.add(connection);
            setup.counters().count(Event.OPENED);
            advance(connection);
        } catch (IOException | RuntimeException | Error e) {
            // nobody would ever read from it, and it would be ready for ever
            channel.close();
            throw e;
        }
    }

    private Pipe pipe(SocketChannel channel, SelectionKey key) {
        return setup.tls()
                .<Pipe>map(tls ->
                        new TlsPipe(
                                channel,
                                tls.accept(),
                                Thread::startVirtualThread,
                                () -> resumeLater(key)))
                .orElseGet(() -> new PlainPipe(channel));
    }

    private void resumeLater(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            resumed.add(connection);
            selector.wakeup();
        }
    }

    private void turnAway(SocketChannel channel) throws IOException {
        setup.counters().count(Event.TURNED_AWAY);
        Problem tooMany =
                new Problem(
                        "PAR-1120",
                        Culprit.CAPACITY,
                        "All "
                                + setup.maxConnections()
                                + " connections of the port "
                                + setup.name()
                                + " are in use.",
                        "Find out who holds them, or raise the port's most connections.");
        LOG.log(
                System.Logger.Level.WARNING,
                "A connection was closed at once: {2} port={0} peer={1}",
                setup.name(),
                channel.socket().getInetAddress().getHostAddress(),
                tooMany);
        channel.close();
    }

    /** One round of closing: nothing is read any more, what was handed over is answered. */
    private void drain() throws IOException {
        now = setup.clock().nanoTime();
        for (Connection each : List.copyOf(connections)) {
            each.drain(scratch);
            sort(each);
        }
        answer();
        if (!connections.isEmpty()) {
            selector.select(
                    key -> {
                        if (key.attachment() instanceof Connection connection) {
                            connection.goOn(setup.clock().nanoTime());
                        }
                    },
                    20);
        }
    }
}

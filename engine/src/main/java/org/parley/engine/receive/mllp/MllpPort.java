package org.parley.engine.receive.mllp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.clock.Watch;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;
import org.parley.engine.receive.PortFailure;
import org.parley.engine.tls.TlsContext;
import org.parley.wire.mllp.FrameLimits;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.mllp.MllpCounters.Event;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Listens for MLLP connections and hands their messages to an {@link Intake}. */
public final class MllpPort implements Port {
    private static final System.Logger LOG = System.getLogger(MllpPort.class.getName());

    /** Connections that the operating system may hold ready for us. */
    private static final int BACKLOG = 1024;

    /** After a failed accept, for instance for lack of file descriptors. */
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(200);

    private final String name;
    private final Transport.MllpIn in;
    private final Intake intake;
    private final Path spoolFolder;
    private final Clock clock;
    private final MllpTiming timing;
    private final MllpCounters counters = new MllpCounters();
    private final AtomicLong spooled = new AtomicLong();
    private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable ServerSocket server;
    private @Nullable Watch watch;
    private @Nullable Thread acceptor;

    /**
     * @param name of the port, {@code pas.adt}
     * @param spoolFolder for frames that are too large for memory; exists or can be made; this port
     *     clears away what it left there when it was last stopped by force
     */
    public MllpPort(
            String name, Transport.MllpIn in, Intake intake, Path spoolFolder, Clock clock) {
        this(name, in, intake, spoolFolder, clock, MllpTiming.USUAL);
    }

    public MllpPort(
            String name,
            Transport.MllpIn in,
            Intake intake,
            Path spoolFolder,
            Clock clock,
            MllpTiming timing) {
        this.name = name;
        this.in = in;
        this.intake = intake;
        this.spoolFolder = spoolFolder;
        this.clock = clock;
        this.timing = timing;
    }

    /** What happened here so far. */
    public MllpCounters counters() {
        return counters;
    }

    @Override
    public void start() {
        clearSpool();
        MllpSetup setup =
                new MllpSetup(
                        name,
                        in.idle(),
                        timing,
                        FrameLimits.upTo(in.maxFrame()),
                        this::nextSpoolFile,
                        intake,
                        new Answers(clock, in.release2()),
                        new Binding(in.from()),
                        tls(),
                        counters,
                        clock);
        ServerSocket bound = bind();
        server = bound;
        Watch deadlines = new Watch(clock, Watch.TICK);
        deadlines.add(new Rounds());
        watch = deadlines;
        acceptor = Thread.ofVirtual().name("mllp " + name).start(() -> accept(bound, setup));
        LOG.log(
                System.Logger.Level.INFO,
                "A port listens. port={0} address={1} tls={2}",
                name,
                address(),
                in.tls().isPresent());
    }

    /** Looks at all connections, but less often than the watch looks at the port. */
    private final class Rounds implements Watch.Watched {
        private final long every =
                Math.min(
                                Duration.ofSeconds(1).toNanos(),
                                Math.min(in.idle().toNanos(), timing.stall().toNanos()))
                        / 4;
        private long last = clock.nanoTime();

        @Override
        public void look(long now) {
            if (now - last >= every) {
                last = now;
                connections.keySet().forEach(each -> each.look(now));
            }
        }
    }

    private Optional<TlsContext> tls() {
        boolean clients = in.tls().isPresent() && in.tls().get().trust().isPresent();
        if (!in.from().isEmpty() && !clients) {
            throw new PortFailure(
                    new Problem(
                            "PAR-1126",
                            Culprit.CONFIG,
                            "The port " + name + " binds certificates but does not demand any.",
                            "Give the port TLS with the certificates that it trusts, or drop the"
                                    + " list."));
        }
        return in.tls().map(this::made);
    }

    private TlsContext made(Transport.Tls tls) {
        return switch (TlsContext.server(tls, clock.now())) {
            case TlsContext.Making.Made made -> made.context();
            case TlsContext.Making.Failed failed ->
                    throw new PortFailure(failed.problems().getFirst());
        };
    }

    private ServerSocket bind() {
        ServerSocket socket = null;
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(in.host(), in.port()), BACKLOG);
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw new PortFailure(
                    new Problem(
                            "PAR-1121",
                            Culprit.CONFIG,
                            "The port "
                                    + name
                                    + " cannot listen at "
                                    + in.host()
                                    + ":"
                                    + in.port()
                                    + ": "
                                    + e.getMessage()
                                    + ".",
                            "Stop whatever else listens there, or choose another address."));
        }
    }

    private void accept(ServerSocket socket, MllpSetup setup) {
        while (closing.getCount() > 0) {
            try {
                Socket raw = socket.accept();
                raw.setTcpNoDelay(true);
                if (counters.connections() >= in.maxConnections()) {
                    counters.count(Event.TURNED_AWAY);
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "A connection was closed at once: {2} port={0} peer={1}",
                            name,
                            raw.getInetAddress().getHostAddress(),
                            tooMany());
                    raw.close();
                } else {
                    open(new Connection(setup, raw));
                }
            } catch (IOException e) {
                if (!paused(e)) {
                    return;
                }
            }
        }
    }

    private Problem tooMany() {
        return new Problem(
                "PAR-1120",
                Culprit.CAPACITY,
                "All " + in.maxConnections() + " connections of the port " + name + " are in use.",
                "Find out who holds them, or raise the port's most connections.");
    }

    /** False when the port is closing. */
    private boolean paused(IOException e) {
        try {
            boolean stop = closing.await(ACCEPT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (!stop) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A connection could not be accepted. port={0} reason={1}",
                        name,
                        e.toString());
            }
            return !stop;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void open(Connection connection) {
        counters.count(Event.OPENED);
        Thread thread =
                Thread.ofVirtual()
                        .unstarted(() -> {
                            try {
                                connection.run();
                            } finally {
                                connections.remove(connection);
                                counters.count(Event.CLOSED);
                            }
                        });
        connections.put(connection, thread);
        thread.start();
        if (closing.getCount() == 0) {
            connection.drain();
        }
    }

    private Path nextSpoolFile() throws IOException {
        Files.createDirectories(spoolFolder);
        return spoolFolder.resolve(spoolPrefix() + spooled.incrementAndGet() + ".frame");
    }

    private String spoolPrefix() {
        return "mllp-" + name.replaceAll("[^A-Za-z0-9.-]", "_") + "#";
    }

    private void clearSpool() {
        try {
            Files.createDirectories(spoolFolder);
            try (DirectoryStream<Path> left =
                    Files.newDirectoryStream(spoolFolder, spoolPrefix() + "*.frame")) {
                for (Path each : left) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            throw new PortFailure(
                    new Problem(
                            "PAR-1122",
                            Culprit.CONFIG,
                            "The spool folder of the port " + name + " cannot be used.",
                            "Make it a folder that the engine may write to."));
        }
    }

    @Override
    public String address() {
        ServerSocket bound = server;
        return in.host() + ":" + (bound == null ? in.port() : bound.getLocalPort());
    }

    /** The port number really bound, after {@link #start}. */
    public int portNumber() {
        ServerSocket bound = server;
        return bound == null ? in.port() : bound.getLocalPort();
    }

    @Override
    public void close() {
        closing.countDown();
        closeQuietly(server);
        // until it has noticed, the thread that accepts may take one more connection
        join(acceptor == null ? List.of() : List.of(acceptor), timing.linger());
        connections.keySet().forEach(Connection::drain);
        join(List.copyOf(connections.values()), timing.close());
        connections.keySet().forEach(Connection::abort);
        join(List.copyOf(connections.values()), timing.linger());
        if (watch != null) {
            watch.close();
        }
    }

    private void join(List<Thread> threads, Duration atMost) {
        long until = clock.nanoTime() + atMost.toNanos();
        try {
            for (Thread thread : threads) {
                long left = until - clock.nanoTime();
                if (left <= 0 || !thread.join(Duration.ofNanos(left))) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeQuietly(@Nullable ServerSocket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A port could not be closed. port={0} reason={1}",
                    name,
                    e.toString());
        }
    }
}

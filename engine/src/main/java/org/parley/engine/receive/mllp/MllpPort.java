package org.parley.engine.receive.mllp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;
import org.parley.engine.receive.PortFailure;
import org.parley.engine.tls.TlsContext;
import org.parley.wire.mllp.FrameLimits;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Listens for MLLP connections and hands their messages to an {@link Intake}. */
public final class MllpPort implements Port {
    private static final System.Logger LOG = System.getLogger(MllpPort.class.getName());

    /** Connections that the operating system may hold ready for us. */
    private static final int BACKLOG = 1024;

    private final String name;
    private final Transport.MllpIn in;
    private final Intake intake;
    private final Path spoolFolder;
    private final Clock clock;
    private final MllpTiming timing;
    private final MllpCounters counters = new MllpCounters();
    private final AtomicLong spooled = new AtomicLong();
    private @Nullable ServerSocketChannel server;
    private @Nullable PortLoop loop;
    private @Nullable Thread thread;

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
                        in.maxConnections(),
                        timing,
                        FrameLimits.upTo(in.maxFrame()),
                        this::nextSpoolFile,
                        intake,
                        new Answers(clock, in.release2()),
                        new Binding(in.from()),
                        tls(),
                        counters,
                        clock);
        ServerSocketChannel bound = bind();
        server = bound;
        PortLoop running = PortLoop.open(bound, setup);
        loop = running;
        thread = Thread.ofPlatform().name("mllp " + name).daemon().start(running);
        LOG.log(
                System.Logger.Level.INFO,
                "A port listens. port={0} address={1} tls={2}",
                name,
                address(),
                in.tls().isPresent());
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

    private ServerSocketChannel bind() {
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(in.host(), in.port()), BACKLOG);
            return channel;
        } catch (IOException | UnresolvedAddressException e) {
            if (channel != null) {
                closeQuietly(channel);
            }
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
                                    + (e.getMessage() == null ? "no such host" : e.getMessage())
                                    + ".",
                            "Stop whatever else listens there, or choose another address."));
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
        return in.host() + ":" + portNumber();
    }

    /** The port number really bound, after {@link #start}. */
    public int portNumber() {
        ServerSocketChannel bound = server;
        return bound == null ? in.port() : bound.socket().getLocalPort();
    }

    @Override
    public void close() {
        PortLoop running = loop;
        Thread runs = thread;
        if (running == null || runs == null) {
            return;
        }
        running.stop();
        try {
            if (!runs.join(timing.close().plus(timing.linger()))) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A port does not end: what was handed over is still not durable. port={0}",
                        name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A socket was not closed. reason={0}", e.toString());
        }
    }
}

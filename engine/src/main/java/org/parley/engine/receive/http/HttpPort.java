package org.parley.engine.receive.http;

import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;
import org.parley.engine.receive.PortFailure;
import org.parley.engine.tls.TlsContext;
import org.parley.wire.problem.Problem;

/** A port that takes messages by HTTP(S) POST at one path. */
public final class HttpPort implements Port {
    static final String SPOOL_PREFIX = "http-";
    static final String SPOOL_SUFFIX = ".spool";
    private static final Duration FINISH = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(HttpPort.class.getName());

    private final InPort port;
    private final Transport.HttpIn http;
    private final Path spool;
    private final HttpLimits limits;
    private final Clock clock;
    private final HttpReception reception;
    private Optional<Running> server = Optional.empty();

    /**
     * @param port its name, and what it speaks
     * @param http where it listens
     * @param spool a folder of its own for bodies longer than 1 MiB; made when absent; what an
     *     earlier run left there is removed at the start
     */
    public HttpPort(InPort port, Transport.HttpIn http, Intake intake, Path spool, Clock clock) {
        this(port, http, intake, spool, clock, HttpLimits.STANDARD);
    }

    HttpPort(
            InPort port,
            Transport.HttpIn http,
            Intake intake,
            Path spool,
            Clock clock,
            HttpLimits limits) {
        this.port = port;
        this.http = http;
        this.spool = spool;
        this.limits = limits;
        this.clock = clock;
        var bodies = new BodyReader(limits, new HeapBudget(limits.heap()), spool, clock);
        this.reception = new HttpReception(port, http, intake, bodies, limits, clock);
    }

    /** What a started port is made of. */
    private record Running(WebServer web, Watchman watchman) {
        void stop() {
            web.stop();
            watchman.close();
        }
    }

    @Override
    public synchronized void start() {
        if (server.isPresent()) {
            throw new IllegalStateException("started twice: " + port.name());
        }
        prepareSpool();
        Optional<Tls> tls = http.tls().map(this::encrypted);
        Watchman watchman = new Watchman(clock, limits.quiet());
        WebServer made = build(watchman, tls);
        made.start();
        if (!made.isRunning()) {
            // The server logs why and does not throw.
            made.stop();
            watchman.close();
            throw new PortFailure(HttpProblems.cannotListen(http.host() + ":" + http.port()));
        }
        server = Optional.of(new Running(made, watchman));
    }

    @Override
    public synchronized String address() {
        return http.host() + ":" + server.map(r -> r.web().port()).orElse(http.port());
    }

    @Override
    public synchronized void close() {
        server.ifPresent(Running::stop);
        server = Optional.empty();
    }

    private WebServer build(Watchman watchman, Optional<Tls> tls) {
        var config =
                Http1Config.builder()
                        .maxHeadersSize(limits.headBytes())
                        .maxPrologueLength(limits.headBytes())
                        .validateRequestHeaders(true)
                        .continueImmediately(false)
                        .build();
        WebServerConfig.Builder builder =
                WebServer.builder()
                        .host(http.host())
                        .port(http.port())
                        .shutdownHook(false)
                        .featuresDiscoverServices(false)
                        .protocolsDiscoverServices(false)
                        .addConnectionSelector(
                                watchman.watched(
                                        Http1ConnectionSelector.builder().config(config).build()))
                        .contentEncoding(c -> c.contentEncodingsDiscoverServices(false))
                        .maxPayloadSize(-1)
                        .maxTcpConnections(limits.connections())
                        .shutdownGracePeriod(FINISH)
                        .directHandlers(direct())
                        .routing(routing -> routing.any(reception));
        tls.ifPresent(builder::tls);
        return builder.build();
    }

    private Tls encrypted(Transport.Tls tls) {
        return switch (TlsContext.server(tls, clock.now())) {
            case TlsContext.Making.Failed failed ->
                    throw new PortFailure(failed.problems().getFirst());
            case TlsContext.Making.Made made ->
                    Tls.builder()
                            .sslContext(made.context().context())
                            .sslParameters(made.context().serverParameters())
                            .clientAuth(
                                    made.context().demandsClientCertificate()
                                            ? TlsClientAuth.REQUIRED
                                            : TlsClientAuth.NONE)
                            .build();
        };
    }

    /** What is answered when a request does not even reach us. */
    private static DirectHandlers direct() {
        var handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(
                    type,
                    (request, event, status, headers, message) -> bare(request, event, status));
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse bare(
            DirectHandler.TransportRequest request, DirectHandler.EventType event, Status status) {
        boolean ours = event == DirectHandler.EventType.INTERNAL_ERROR;
        boolean encoded = !ours && request.headers().contains(HeaderNames.CONTENT_ENCODING);
        Problem problem =
                ours
                        ? HttpProblems.ours()
                        : encoded ? HttpProblems.encoded() : HttpProblems.malformed();
        Status said = encoded ? Status.UNSUPPORTED_MEDIA_TYPE_415 : status;
        Answer answer = Answer.problem(said.code(), problem);
        return DirectHandler.TransportResponse.builder()
                .status(said)
                .header(HeaderNames.CONTENT_TYPE, answer.contentType())
                .keepAlive(false)
                .entity(answer.body())
                .build();
    }

    private void prepareSpool() {
        try {
            Files.createDirectories(spool);
            try (DirectoryStream<Path> left =
                    Files.newDirectoryStream(spool, SPOOL_PREFIX + "*" + SPOOL_SUFFIX)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException full) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The spool folder cannot be used. port={0} folder={1}",
                    port.name(),
                    spool);
            throw new PortFailure(HttpProblems.cannotSpool());
        }
    }
}

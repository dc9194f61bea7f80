package org.parley.app.page;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.engine.Engine;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.JournalHealth;

/** Serves the first page on the loopback address. Closed before the engine is. */
public final class PageServer implements AutoCloseable {
    /** Browsers that may watch live at once. */
    public static final int MAX_WATCHERS = 20;

    /** Longest form that is taken: 2 MiB; an edited message is at most 256 KiB before encoding. */
    static final long MAX_FORM_BYTES = 2 * 1024 * 1024;

    /** Connections at once. */
    static final int MAX_CONNECTIONS = 200;

    private static final System.Logger LOG = System.getLogger(PageServer.class.getName());
    private static final String HOST = "127.0.0.1";
    private static final Map<String, String> ASSETS =
            Map.of(
                    "page.css", "text/css; charset=utf-8",
                    "page.js", "text/javascript; charset=utf-8",
                    "parley.svg", "image/svg+xml");

    private final Engine engine;
    private final Keys keys = new Keys();
    private final Views views;
    private final Watch watch;
    private final LivePages live;
    private final MessagePages messages;
    private final ParkedPages parked;
    private final Doors doors;
    private final WebServer server;
    private @Nullable ScheduledExecutorService ticks;

    /**
     * Makes a server; not started yet.
     *
     * @param facts what the page knows beside the engine
     * @param port 0 for one that is free
     */
    public PageServer(Engine engine, Facts facts, Clock clock, int port) {
        this.engine = engine;
        this.views = new Views(facts.trust());
        this.watch = new Watch(engine, facts, clock);
        this.live = new LivePages(watch, views);
        this.doors = new Doors(keys, views);
        AuditLog audit = new AuditLog(facts.folder(), clock);
        this.messages = new MessagePages(engine, facts, audit, views, doors);
        this.parked = new ParkedPages(engine, facts, watch, messages, clock, views, doors);
        this.server =
                WebServer.builder()
                        .host(HOST)
                        .port(port)
                        .shutdownHook(false)
                        .featuresDiscoverServices(false)
                        .maxPayloadSize(MAX_FORM_BYTES)
                        .maxTcpConnections(MAX_CONNECTIONS)
                        .shutdownGracePeriod(Duration.ofSeconds(1))
                        .routing(this::routes)
                        .build();
    }

    private void routes(HttpRouting.Builder routes) {
        routes.addFilter(doors)
                .get("/", live::home)
                .get("/live", live::live)
                .get("/message/{position}", messages::path)
                .post("/message/{position}/content", messages::content)
                .get("/parked", parked::list)
                .get("/parked/{position}", parked::one)
                .post("/parked/{position}", parked::decide)
                .get("/health", this::health)
                .get("/metrics", this::metrics)
                .get("/assets/{name}", PageServer::asset)
                .route(Method.GET, (request, response) -> views.notFound(response))
                .route(Method.POST, (request, response) -> views.notFound(response))
                .error(RequestException.class, this::malformed)
                .error(Exception.class, this::failed);
    }

    /** Starts to listen and to look at the engine once a second. */
    public void start() {
        server.start();
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("first-page").daemon(true).factory());
        ticks = started;
        long every = LivePages.EVERY.toMillis();
        var _ = started.scheduleWithFixedDelay(this::tick, 0, every, TimeUnit.MILLISECONDS);
    }

    /** A look that fails must not be the last one. */
    private void tick() {
        try {
            live.step();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The first page could not look at the engine.", e);
        }
    }

    /**
     * Where to look; holds the token, so it goes to the person who started Parley and nobody else.
     */
    public URI address() {
        return URI.create("http://" + HOST + ":" + server.port() + "/?token=" + keys.token());
    }

    /** 200 {@code ok}, or 503 and why; for a monitor, so without the token and without data. */
    private void health(ServerRequest request, ServerResponse response) {
        JournalHealth journal = engine.journal().health();
        Optional<String> wrong =
                engine.failure()
                        .map(failure -> "the engine has stopped")
                        .or(() ->
                                journal.trouble().map(p -> "new messages are refused, " + p.code()))
                        .or(() ->
                                engine.book().balanced()
                                        ? Optional.empty()
                                        : Optional.of("the book does not balance"));
        plain(
                response,
                wrong.isEmpty() ? 200 : 503,
                "text/plain; charset=utf-8",
                wrong.orElse("ok") + "\n");
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        plain(response, 200, "text/plain; version=0.0.4; charset=utf-8", Metrics.of(engine));
    }

    private static void plain(ServerResponse response, int status, String type, String text) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, type)
                .send(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void asset(ServerRequest request, ServerResponse response) {
        String name = request.path().pathParameters().get("name");
        String type = ASSETS.get(name);
        if (type == null) {
            plain(response, 404, "text/plain; charset=utf-8", "There is no such file.\n");
            return;
        }
        try (InputStream in = PageServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            response.header(HeaderNames.CONTENT_TYPE, type).send(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void malformed(ServerRequest request, ServerResponse response, RequestException e) {
        Doors.secure(response);
        views.send(
                response,
                e.status().code(),
                views.notice(
                        "This request cannot be read",
                        "What the browser sent is too long or not well formed; nothing was done.",
                        "Start again from the first page.",
                        "PAR-6106"));
    }

    /** Never a stack trace to the browser; the log has it. */
    private void failed(ServerRequest request, ServerResponse response, Exception e) {
        if (response.isSent() || gone(e)) {
            return;
        }
        LOG.log(System.Logger.Level.WARNING, "PAR-6105 A page could not be made.", e);
        Doors.secure(response);
        views.send(
                response,
                500,
                views.notice(
                        "This page could not be made",
                        "Messages go on; only this page failed.",
                        "Try again; if it stays so, report the code and the time to the makers of Parley.",
                        "PAR-6105"));
    }

    /** The browser went away in mid answer. */
    private static boolean gone(Exception e) {
        return e instanceof UncheckedIOException || e.getCause() instanceof IOException;
    }

    @Override
    public void close() {
        ScheduledExecutorService started = ticks;
        if (started != null) {
            started.shutdownNow();
        }
        live.close();
        server.stop();
        watch.close();
    }
}

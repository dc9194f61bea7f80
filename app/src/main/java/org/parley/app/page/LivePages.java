package org.parley.app.page;

import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first page, and its middle pushed once a second: rendered once, whoever watches. Stepped by
 * one thread.
 */
final class LivePages implements AutoCloseable {
    /** Between two pictures. */
    static final Duration EVERY = Duration.ofSeconds(1);

    private final Watch watch;
    private final Views views;
    private final Object changed = new Object();
    private int watchers;
    private long turn;
    private @Nullable String event;
    private boolean closed;

    LivePages(Watch watch, Views views) {
        this.watch = watch;
        this.views = views;
    }

    /** Looks at the engine, and shows everybody who watches. */
    void step() {
        watch.tick();
        boolean watched;
        synchronized (changed) {
            watched = watchers > 0;
        }
        String next = watched ? event() : null;
        synchronized (changed) {
            event = next;
            turn++;
            changed.notifyAll();
        }
    }

    private String event() {
        Now now = watch.now();
        return "{\"clock\":"
                + Json.text(now.clock())
                + ",\"tone\":"
                + Json.text(now.headline().tone().style())
                + ",\"balanced\":"
                + now.balanced()
                + ",\"html\":"
                + Json.text(views.render("live", Map.of("now", now)))
                + "}";
    }

    /** GET: the page. */
    void home(ServerRequest request, ServerResponse response) {
        String every = request.query().first("every").asOptional().orElse("0");
        int refresh = every.equals("10") ? 10 : 0;
        views.send(
                response,
                200,
                views.render("home", Map.of("now", watch.now(), "refresh", refresh)));
    }

    /** GET: events named {@code now}; their data is JSON. */
    void live(ServerRequest request, ServerResponse response) {
        synchronized (changed) {
            if (closed || watchers >= PageServer.MAX_WATCHERS) {
                response.status(503).send();
                return;
            }
            watchers++;
        }
        try (SseSink sink = response.sink(SseSink.TYPE)) {
            sink.emit(SseEvent.builder().name("now").data(event()).build());
            long seen = -1;
            while (true) {
                String next;
                synchronized (changed) {
                    if (seen < 0) {
                        seen = turn;
                    }
                    while (turn == seen && !closed) {
                        changed.wait(EVERY.toMillis() * 10);
                    }
                    if (closed) {
                        return;
                    }
                    seen = turn;
                    next = event;
                }
                if (next != null) {
                    sink.emit(SseEvent.builder().name("now").data(next).build());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (changed) {
                watchers--;
            }
        }
    }

    @Override
    public void close() {
        synchronized (changed) {
            closed = true;
            changed.notifyAll();
        }
    }
}

package org.parley.engine.receive.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Connection;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.parley.engine.receive.http.Watchman.Stage;

/**
 * A connection that the {@link Watchman} may end while it waits for the sender, and never while the
 * sender waits for us. The server's own idle timer does not know the difference, and its read
 * timeout starts anew with every byte.
 */
final class Watch implements ServerConnection, InterruptableTask<Void> {
    private static final ScopedValue<Watch> CURRENT = ScopedValue.newInstance();

    private final ServerConnection connection;
    private final ConnectionContext context;
    private final Watchman watchman;
    private Stage stage = Stage.HEAD;
    private long deadline;

    Watch(ServerConnection connection, ConnectionContext context, Watchman watchman) {
        this.connection = connection;
        this.context = context;
        this.watchman = watchman;
        enter(Stage.HEAD, watchman.headNanos());
    }

    /** The connection whose thread this is. */
    static Watch current() {
        return CURRENT.get();
    }

    /**
     * Goes on to the next stage.
     *
     * @param nanos how long it may take; nothing for {@link Stage#OURS}
     * @return false when the connection has been ended meanwhile
     */
    synchronized boolean enter(Stage next, long nanos) {
        if (stage == Stage.ENDED) {
            return false;
        }
        stage = next;
        deadline = watchman.now() + nanos;
        return true;
    }

    /** Ends the connection when its time has run out; says so first if a body was on its way. */
    void endIfLate(long now) {
        Stage was;
        synchronized (this) {
            if (stage == Stage.OURS || stage == Stage.ENDED || now - deadline < 0) {
                return;
            }
            was = stage;
            stage = Stage.ENDED;
        }
        if (was == Stage.BODY) {
            sayTooSlow();
        }
        context.serverSocket().close();
    }

    private void sayTooSlow() {
        byte[] body = Answer.problem(408, HttpProblems.tooSlow()).body();
        String head =
                "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: "
                        + Answer.PROBLEM
                        + "\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        context.dataWriter()
                .writeNow(
                        BufferData.create(head.getBytes(StandardCharsets.US_ASCII)),
                        BufferData.create(body));
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            ScopedValue.where(CURRENT, this)
                    .<Void, InterruptedException>call(() -> {
                        connection.handle(limit);
                        return null;
                    });
        } finally {
            watchman.forget(this);
        }
    }

    /** None that the server's own timer need know of. */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        connection.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
        return connection instanceof Http1Connection http && http.canInterrupt();
    }

    @Override
    public Void call() {
        throw new IllegalStateException("the server calls handle");
    }
}

package org.parley.engine.receive.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.parley.engine.clock.Clock;

/** Ends connections whose sender is late. Looks four times a second. */
final class Watchman implements AutoCloseable {
    private static final long LOOK_MILLIS = 250;
    private static final System.Logger LOG = System.getLogger(Watchman.class.getName());

    /** Whom a connection waits for. */
    enum Stage {
        /** The sender's request head, or its next request. */
        HEAD,
        /** The sender's body. */
        BODY,
        /** Us. */
        OURS,
        /** Nobody any more. */
        ENDED
    }

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Clock clock;
    private final Duration head;
    private final ScheduledExecutorService rounds;
    private final ScheduledFuture<?> looking;

    Watchman(Clock clock, Duration head) {
        this.clock = clock;
        this.head = head;
        this.rounds =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("http-watchman").factory());
        this.looking =
                rounds.scheduleWithFixedDelay(
                        this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    long now() {
        return clock.nanoTime();
    }

    long headNanos() {
        return head.toNanos();
    }

    void forget(Watch watch) {
        watches.remove(watch);
    }

    /** Puts each connection that the selector makes under watch. */
    ServerConnectionSelector watched(ServerConnectionSelector selector) {
        return new ServerConnectionSelector() {
            @Override
            public int bytesToIdentifyConnection() {
                return selector.bytesToIdentifyConnection();
            }

            @Override
            public Support supports(BufferData data) {
                return selector.supports(data);
            }

            @Override
            public Set<String> supportedApplicationProtocols() {
                return selector.supportedApplicationProtocols();
            }

            @Override
            public ServerConnection connection(ConnectionContext context) {
                Watch watch = new Watch(selector.connection(context), context, Watchman.this);
                watches.add(watch);
                return watch;
            }
        };
    }

    private void look() {
        long now = now();
        for (Watch watch : watches) {
            try {
                watch.endIfLate(now);
            } catch (RuntimeException gone) {
                LOG.log(System.Logger.Level.DEBUG, "A late sender was already gone.");
            }
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
        rounds.shutdownNow();
    }
}

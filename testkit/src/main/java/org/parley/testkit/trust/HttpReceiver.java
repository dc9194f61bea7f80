package org.parley.testkit.trust;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A system that receives by HTTP POST. Yes is 200, no is 422; {@link Behaviour.Dead} is 503, for a
 * web server dies behind its proxy.
 */
public final class HttpReceiver implements Receiving {
    private static final Duration FOR_EVER = Duration.ofMinutes(10);

    private final String name;
    private final Ledger ledger;
    private final int destination;
    private final Identity identity;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong seen = new AtomicLong();
    private volatile Behaviour behaviour = Behaviour.HEALTHY;

    /**
     * Listens on loopback.
     *
     * @param port 0 for any
     * @param identity how to know a body again
     */
    public HttpReceiver(String name, int port, Identity identity, Ledger ledger) {
        this.name = name;
        this.ledger = ledger;
        this.destination = ledger.index(name);
        this.identity = identity;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        InetSocketAddress at = server.getAddress();
        return "http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/";
    }

    @Override
    public void behave(Behaviour next) {
        behaviour = next;
    }

    @Override
    public long seen() {
        return seen.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (behaviour instanceof Behaviour.Dead) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.incrementAndGet();
            answer(exchange, body);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        switch (behaviour) {
            case Behaviour.Healthy() -> {
                note(body, Answered.YES);
                exchange.sendResponseHeaders(200, -1);
            }
            case Behaviour.Dead() -> exchange.sendResponseHeaders(503, -1);
            case Behaviour.Stalls() -> {
                note(body, Answered.NO);
                Thread.sleep(FOR_EVER);
            }
            case Behaviour.SaysNo(String code) -> {
                note(body, Answered.NO);
                exchange.sendResponseHeaders(422, -1);
            }
            case Behaviour.AnswersForAnother() -> {
                note(body, Answered.NO);
                exchange.sendResponseHeaders(500, -1);
            }
            case Behaviour.ResetsInMidFrame() -> {
                note(body, Answered.NO);
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
            }
            case Behaviour.AnswersLate(Duration after) -> {
                note(body, Answered.MAYBE);
                Thread.sleep(after);
                exchange.sendResponseHeaders(200, -1);
            }
            case Behaviour.Dribbles(Duration between) -> {
                note(body, Answered.MAYBE);
                byte[] text = "accepted".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, text.length);
                for (byte b : text) {
                    exchange.getResponseBody().write(b);
                    exchange.getResponseBody().flush();
                    Thread.sleep(between);
                }
            }
        }
    }

    private void note(byte[] body, Answered answered) {
        Identity.Name known = identity.of(body);
        ledger.arrived(
                destination,
                known.hash(),
                known::text,
                Hash.digest(body, 0, body.length),
                answered);
    }
}

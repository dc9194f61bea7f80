package org.parley.engine.deliver.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender;
import org.parley.engine.plan.Transport;
import org.parley.engine.tls.TlsContext;
import org.parley.wire.problem.Problem;

/**
 * Sends by HTTP(S) POST. A 2xx is acceptance; what the other answers mean is in {@link Judgement}.
 * An HL7 v2 acknowledgement in the answer counts before the status, and must carry our control id.
 */
public final class HttpSender implements Sender {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final System.Logger LOG = System.getLogger(HttpSender.class.getName());

    private final String name;
    private final Transport.HttpOut http;
    private final Duration answerWithin;
    private final Clock clock;
    private final Line line;
    private volatile boolean closed;
    private volatile Optional<CompletableFuture<?>> waiting = Optional.empty();

    /** What there is to send on. */
    private sealed interface Line {
        record Open(HttpClient client) implements Line {}

        record Impossible(Problem problem) implements Line {}
    }

    /**
     * @param name of the destination
     * @param answerWithin from the first byte sent to the last byte of the answer
     */
    public HttpSender(String name, Transport.HttpOut http, Duration answerWithin, Clock clock) {
        this.name = name;
        this.http = http;
        this.answerWithin = answerWithin;
        this.clock = clock;
        this.line = line(http, answerWithin, clock);
    }

    @Override
    public Answer send(Outgoing message) {
        return switch (line) {
            case Line.Impossible impossible -> new Answer.Unreachable(impossible.problem());
            case Line.Open open -> send(open.client(), message);
        };
    }

    private Answer send(HttpClient client, Outgoing message) {
        long began = clock.nanoTime();
        try {
            HttpRequest request = request(message);
            CompletableFuture<HttpResponse<byte[]>> answer =
                    client.sendAsync(request, info -> new FirstBytes());
            waiting = Optional.of(answer);
            if (closed) {
                answer.cancel(true);
            }
            HttpResponse<byte[]> response = await(answer);
            Duration took = Duration.ofNanos(clock.nanoTime() - began);
            return new Judgement(name, message).of(response.statusCode(), response.body(), took);
        } catch (TimeoutException | HttpTimeoutException late) {
            return new Answer.Unreachable(HttpSendProblems.late(name, answerWithin));
        } catch (ExecutionException failed) {
            return new Answer.Unreachable(reason(failed));
        } catch (CancellationException stopped) {
            return new Answer.Unreachable(HttpSendProblems.closed(name));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Unreachable(HttpSendProblems.closed(name));
        } catch (RuntimeException fault) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "An HTTP request could not be made. destination=" + name,
                    fault);
            return new Answer.Unreachable(HttpSendProblems.fault(name));
        } finally {
            waiting = Optional.empty();
        }
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer)
            throws InterruptedException,
                    ExecutionException,
                    TimeoutException,
                    HttpTimeoutException {
        try {
            return answer.get(answerWithin.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof HttpTimeoutException late) {
                throw late;
            }
            throw failed;
        } finally {
            // Ends the exchange, and with it the connection, when the answer did not come in time.
            answer.cancel(true);
        }
    }

    private HttpRequest request(Outgoing message) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(http.uri())
                        .timeout(answerWithin)
                        .header("Idempotency-Key", IdempotencyKey.of(message))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message.bytes()));
        if (!http.contentType().isBlank()) {
            request.header("Content-Type", http.contentType());
        }
        if (message.hl7v2()) {
            request.header("Accept", "application/hl7-v2, application/json;q=0.5, */*;q=0.1");
        }
        http.bearer().ifPresent(b -> request.header("Authorization", "Bearer " + b.value()));
        return request.build();
    }

    private Problem reason(ExecutionException failed) {
        for (Throwable t = failed; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return HttpSendProblems.tls(name);
            }
            if (t instanceof ConnectException) {
                return HttpSendProblems.noConnection(name);
            }
        }
        if (failed.getCause() instanceof IOException) {
            return HttpSendProblems.broken(name);
        }
        LOG.log(
                System.Logger.Level.ERROR,
                "An HTTP request met a fault. destination=" + name,
                failed);
        return HttpSendProblems.fault(name);
    }

    @Override
    public void close() {
        closed = true;
        waiting.ifPresent(answer -> answer.cancel(true));
        if (line instanceof Line.Open open) {
            open.client().shutdownNow();
        }
    }

    private static Line line(Transport.HttpOut http, Duration answerWithin, Clock clock) {
        Duration connect =
                answerWithin.compareTo(CONNECT_WITHIN) < 0 ? answerWithin : CONNECT_WITHIN;
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connect)
                        .executor(Executors.newVirtualThreadPerTaskExecutor());
        if (!isHttp(http.uri())) {
            return new Line.Impossible(HttpSendProblems.address());
        }
        if (http.tls().isPresent()) {
            switch (TlsContext.client(http.tls().get(), clock.now())) {
                case TlsContext.Making.Failed failed -> {
                    return new Line.Impossible(failed.problems().getFirst());
                }
                case TlsContext.Making.Made made ->
                        client.sslContext(made.context().context())
                                .sslParameters(made.context().clientParameters());
            }
        }
        return new Line.Open(client.build());
    }

    private static boolean isHttp(URI uri) {
        boolean scheme = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return scheme && uri.getHost() != null;
    }
}

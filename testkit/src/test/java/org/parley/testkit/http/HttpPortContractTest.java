package org.parley.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;
import org.parley.engine.receive.Ports;
import org.parley.testkit.contract.PortContract;

final class HttpPortContractTest extends PortContract {
    private static InPort in(int port) {
        return new InPort(
                "pas.adt",
                "tests",
                new Transport.HttpIn(
                        "127.0.0.1", port, "/in", 1 << 20, Optional.empty(), Optional.empty()),
                new InPort.Speaks(InPort.Format.BYTES, Optional.empty(), UTF_8),
                new InPort.OrderBy.None(),
                List.of());
    }

    @Override
    protected Port port(Intake toward, Path scratch) {
        return Ports.open(in(0), toward, scratch, Clock.system());
    }

    @Override
    protected Optional<Port> clashing(Port started, Intake toward) {
        int taken = URI.create("http://" + started.address()).getPort();
        return Optional.of(Ports.open(in(taken), toward, Path.of("target"), Clock.system()));
    }

    @Override
    protected byte[] message(int number) {
        return ("<a n='" + number + "'>é</a>").getBytes(ISO_8859_1);
    }

    @Override
    protected boolean pipelines() {
        return false;
    }

    @Override
    protected Peer peer(Port started, Path scratch) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI uri = URI.create("http://" + started.address() + "/in");
        Queue<CompletableFuture<HttpResponse<Void>>> sent = new ArrayDeque<>();
        return new Peer() {
            @Override
            public void send(byte[] message) {
                HttpRequest request =
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                                .build();
                sent.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
            }

            @Override
            public Optional<Reply> reply(Duration atMost) throws InterruptedException {
                try {
                    int status =
                            sent.element()
                                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS)
                                    .statusCode();
                    sent.remove();
                    return Optional.of(status == 202 ? Reply.POSITIVE : Reply.NEGATIVE);
                } catch (TimeoutException none) {
                    return Optional.empty();
                } catch (ExecutionException gone) {
                    sent.remove();
                    return Optional.of(Reply.ENDED);
                }
            }

            @Override
            public void close() {
                client.shutdownNow();
            }
        };
    }
}

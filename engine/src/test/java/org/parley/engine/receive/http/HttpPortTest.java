package org.parley.engine.receive.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.PortFailure;
import org.parley.engine.receive.RecordingIntake;
import org.parley.wire.hl7v2.Acknowledgement;

final class HttpPortTest {
    @TempDir private Path spool;

    private final RecordingIntake intake = new RecordingIntake();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<HttpPort> opened = new ArrayList<>();

    @BeforeEach
    void start() {
        restart(InPort.Format.BYTES, 4 << 20, Optional.empty());
    }

    private void restart(InPort.Format format, long maxBody, Optional<Transport.Secret> bearer) {
        opened.forEach(HttpPort::close);
        var http =
                new Transport.HttpIn("127.0.0.1", 0, "/in/pas", maxBody, Optional.empty(), bearer);
        var port = new HttpPort(Ports.in(format), http, intake, spool, Clock.system());
        port.start();
        opened.add(port);
    }

    private HttpPort port() {
        return opened.getLast();
    }

    @AfterEach
    void stop() {
        client.close();
        opened.forEach(HttpPort::close);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + port().address() + path));
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(to("/in/pas").POST(BodyPublishers.ofString(body)).build());
    }

    @Test
    void aMessageIsAnsweredWithItsPosition() throws Exception {
        assertThat(post("one").statusCode()).isEqualTo(202);
        HttpResponse<String> second = post("two");
        assertThat(second.body()).isEqualTo("{\"position\":1}");
        assertThat(second.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(intake.texts()).containsExactly("one", "two");
        assertThat(intake.kept().getFirst().incoming().peer()).startsWith("127.0.0.1:");
    }

    @Test
    void noAnswerBeforeTheBytesAreOnDisk() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        intake.hold(disk);
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        to("/in/pas").POST(BodyPublishers.ofString("x")).build(),
                        BodyHandlers.ofString());
        assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        disk.countDown();
        assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
    }

    @Test
    void aRefusedMessageIsAnsweredWithCodeCulpritTextRemedyAndPosition() throws Exception {
        intake.answer(text -> "refuse");
        HttpResponse<String> answer = post("bad");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains(Answer.PROBLEM);
        assertThat(answer.body())
                .contains("\"type\":\"urn:parley:problem:PAR-1001\"")
                .contains("\"status\":422")
                .contains("\"code\":\"PAR-1001\"")
                .contains("\"culprit\":\"SENDER\"")
                .contains("\"text\":\"A test refuses \\\"this\\\".\"")
                .contains("\"remedy\":\"Send another.\"")
                .contains("\"position\":0");
    }

    @Test
    void whenNothingCanBeKeptTheSenderIsToldToComeBack() throws Exception {
        intake.answer(text -> "unavailable");
        HttpResponse<String> answer = post("x");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("10");
        assertThat(intake.kept()).isEmpty();
    }

    @Test
    void bytesArriveAsTheyWereSentWhateverTheyAre() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        send(to("/in/pas").POST(BodyPublishers.ofByteArray(all)).build());
        var body = intake.kept().getFirst().incoming().body();
        assertThat(body)
                .isInstanceOfSatisfying(
                        org.parley.engine.journal.Body.Bytes.class,
                        b -> assertThat(b.array()).startsWith(all));
        assertThat(body.length()).isEqualTo(256);
    }

    @Test
    void aLongBodyGoesThroughAFileThatIsGoneAfterwards() throws Exception {
        String big = "x".repeat(3 << 20);
        HttpResponse<String> answer = post(big);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(intake.texts().getFirst()).isEqualTo(big);
        assertThat(intake.kept().getFirst().incoming().body())
                .isInstanceOf(org.parley.engine.journal.Body.Spooled.class);
        try (var left = Files.list(spool)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aBodyOfUnknownLengthIsTakenInChunks() throws Exception {
        var chunked =
                BodyPublishers.fromPublisher(BodyPublishers.ofString("chunk".repeat(100_000)));
        assertThat(send(to("/in/pas").POST(chunked).build()).statusCode()).isEqualTo(202);
        assertThat(intake.texts()).containsExactly("chunk".repeat(100_000));
    }

    @Test
    void aBodyOverTheLimitIsRefusedAnnouncedOrNot() throws Exception {
        restart(InPort.Format.BYTES, 1000, Optional.empty());
        assertThat(post("x".repeat(1000)).statusCode()).isEqualTo(202);
        HttpResponse<String> announced = post("x".repeat(1001));
        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.body()).contains("PAR-1200");
        var chunked = BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat(200_000)));
        assertThat(send(to("/in/pas").POST(chunked).build()).statusCode()).isEqualTo(413);
        assertThat(intake.kept()).hasSize(1);
    }

    @Test
    void anEmptyBodyIsNoMessage() throws Exception {
        assertThat(post("").body()).contains("PAR-1208");
        var chunked = BodyPublishers.fromPublisher(BodyPublishers.ofString(""));
        assertThat(send(to("/in/pas").POST(chunked).build()).statusCode()).isEqualTo(400);
        assertThat(intake.kept()).isEmpty();
    }

    @Test
    void otherMethodsAreToldWhichIsAllowed() throws Exception {
        HttpResponse<String> get = send(to("/in/pas").GET().build());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");
        assertThat(send(to("/in/pas").PUT(BodyPublishers.ofString("x")).build()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        for (String path : List.of("/", "/in", "/in/pas/", "/in/pas/x", "/in/../in/pas/../x")) {
            HttpResponse<String> answer = send(to(path).POST(BodyPublishers.ofString("x")).build());
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("PAR-1206");
        }
        assertThat(intake.kept()).isEmpty();
    }

    @Test
    void theTypeMustBeOneThatThePortSpeaks() throws Exception {
        restart(InPort.Format.JSON, 1000, Optional.empty());
        for (String good :
                List.of("application/json", "application/fhir+json; charset=utf-8", "text/plain")) {
            var request = to("/in/pas").header("Content-Type", good);
            assertThat(send(request.POST(BodyPublishers.ofString("{}")).build()).statusCode())
                    .as(good)
                    .isEqualTo(202);
        }
        var xml = to("/in/pas").header("Content-Type", "text/xml");
        HttpResponse<String> no = send(xml.POST(BodyPublishers.ofString("<a/>")).build());
        assertThat(no.statusCode()).isEqualTo(415);
        assertThat(no.body()).contains("PAR-1201", "application/json");
        var zipped = to("/in/pas").header("Content-Encoding", "gzip");
        HttpResponse<String> unzipped = send(zipped.POST(BodyPublishers.ofString("x")).build());
        assertThat(unzipped.statusCode()).isEqualTo(415);
        assertThat(unzipped.body()).contains("PAR-1209");
    }

    @Test
    void withoutTheTokenNobodyGetsIn() throws Exception {
        restart(InPort.Format.BYTES, 1000, Optional.of(new Transport.Secret("s3cret")));
        HttpResponse<String> none = post("x");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        for (String wrong : List.of("Bearer s3cre", "Bearer s3cret2", "Basic s3cret", "s3cret")) {
            var request = to("/in/pas").header("Authorization", wrong);
            assertThat(send(request.POST(BodyPublishers.ofString("x")).build()).statusCode())
                    .as(wrong)
                    .isEqualTo(401);
        }
        assertThat(intake.kept()).isEmpty();
        var right = to("/in/pas").header("Authorization", "bearer s3cret");
        assertThat(send(right.POST(BodyPublishers.ofString("x")).build()).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aRepeatedKeyIsAnsweredWithTheFirstPosition() throws Exception {
        for (String key : List.of("k-1", "\"k-1\"", "k-1")) {
            var request = to("/in/pas").header("Idempotency-Key", key);
            assertThat(send(request.POST(BodyPublishers.ofString("x")).build()).body())
                    .isEqualTo("{\"position\":0}");
        }
        assertThat(intake.kept()).hasSize(1);
        assertThat(intake.kept().getFirst().incoming().idempotencyKey()).contains("k-1");
        var long_ = to("/in/pas").header("Idempotency-Key", "k".repeat(201));
        assertThat(send(long_.POST(BodyPublishers.ofString("x")).build()).body())
                .contains("PAR-1207");
    }

    @Test
    void aSenderOfHl7MayHaveAnAcknowledgementAsTheBody() throws Exception {
        restart(InPort.Format.HL7V2, 1000, Optional.empty());
        String plain = "MSH|^~\\&|A|B|C|D|2026||ADT^A01|77|P|2.4\r";
        String enhanced = "MSH|^~\\&|A|B|C|D|2026||ADT^A01|77|P|2.4|||AL|NE\r";
        assertThat(acknowledged(plain, 202).code()).isEqualTo("AA");
        assertThat(acknowledged(plain, 202).controlId()).isEqualTo("77");
        assertThat(acknowledged(enhanced, 202).code()).isEqualTo("CA");
        intake.answer(text -> "refuse");
        Acknowledgement no = acknowledged(plain, 422);
        assertThat(no.code()).isEqualTo("AE");
        assertThat(no.text()).contains("A test refuses");
        intake.answer(text -> "unavailable");
        assertThat(acknowledged(plain, 503).code()).isEqualTo("AE");
    }

    private Acknowledgement acknowledged(String message, int status) throws Exception {
        var request =
                to("/in/pas")
                        .header("Accept", "application/hl7-v2")
                        .POST(BodyPublishers.ofString(message))
                        .build();
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/hl7-v2");
        return Acknowledgement.read(answer.body().getBytes(UTF_8)).orElseThrow();
    }

    @Test
    void anAddressThatIsTakenIsSaidInWords() {
        int taken = URI.create("http://" + port().address()).getPort();
        var http =
                new Transport.HttpIn(
                        "127.0.0.1", taken, "/", 10, Optional.empty(), Optional.empty());
        var second =
                new HttpPort(Ports.in(InPort.Format.BYTES), http, intake, spool, Clock.system());
        assertThatThrownBy(second::start)
                .isInstanceOfSatisfying(
                        PortFailure.class,
                        f -> assertThat(f.problem().code()).isEqualTo("PAR-1210"));
    }

    @Test
    void closingAnswersWhatWasHandedOver() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        intake.hold(disk);
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        to("/in/pas").POST(BodyPublishers.ofString("x")).build(),
                        BodyHandlers.ofString());
        Raw.until(() -> intake.offered() == 1);
        Thread closing = Thread.ofVirtual().start(port()::close);
        assertThat(closing.join(java.time.Duration.ofMillis(300))).isFalse();
        disk.countDown();
        assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        assertThat(closing.join(java.time.Duration.ofSeconds(10))).isTrue();
        assertThatThrownBy(() -> post("late")).isInstanceOf(IOException.class);
    }

    @Test
    void itStartsInWellUnderASecond() {
        port().close();
        long began = System.nanoTime();
        start();
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertThat(millis).isLessThan(1000);
    }
}

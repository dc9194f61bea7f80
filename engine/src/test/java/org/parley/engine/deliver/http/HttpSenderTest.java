package org.parley.engine.deliver.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.plan.Transport;

final class HttpSenderTest {
    private static final Duration WITHIN = Duration.ofMillis(800);

    private ScriptedServer server = new ScriptedServer();

    @BeforeEach
    void start() {
        server = new ScriptedServer();
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpSender sender(URI uri) {
        var out =
                new Transport.HttpOut(
                        uri,
                        "application/hl7-v2",
                        Optional.empty(),
                        Optional.of(new Transport.Secret("t0ken")));
        return new HttpSender("app.fhir", out, WITHIN, Clock.system());
    }

    private Answer send(Outgoing message) {
        try (HttpSender sender = sender(server.uri())) {
            return sender.send(message);
        }
    }

    private static Outgoing bytes(String text) {
        return new Outgoing(text.getBytes(UTF_8), "d-1", false);
    }

    private static Outgoing hl7() {
        return new Outgoing("MSH|^~\\&|A|B|C|D|||ADT^A01|77|P|2.4\r".getBytes(UTF_8), "77", true);
    }

    private static String ack(String code, String controlId) {
        return "MSH|^~\\&|C|D|A|B|||ACK|9|P|2.4\rMSA|" + code + "|" + controlId + "\r";
    }

    private static void assertRejected(Answer answer, String code, String problem) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Rejected.class,
                        r -> {
                            assertThat(r.code()).isEqualTo(code);
                            assertThat(r.problem().code()).isEqualTo(problem);
                        });
    }

    private static void assertUnreachable(Answer answer, String problem) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        u -> assertThat(u.problem().code()).isEqualTo(problem));
    }

    private static void assertAccepted(Answer answer, String code) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Accepted.class, a -> assertThat(a.code()).isEqualTo(code));
    }

    @Test
    void theBytesGoOutAsTheyAreWithKeyTypeAndToken() {
        server.answer(202, "");
        assertAccepted(send(bytes("h\u00e9llo\u0000\r")), "202");
        assertThat(server.lastBody()).isEqualTo("h\u00e9llo\u0000\r".getBytes(UTF_8));
        assertThat(server.lastHead())
                .startsWith("POST /in HTTP/1.1")
                .containsIgnoringCase("Idempotency-Key: d-1\r\n")
                .containsIgnoringCase("Content-Type: application/hl7-v2\r\n")
                .containsIgnoringCase("Authorization: Bearer t0ken\r\n")
                .doesNotContainIgnoringCase("Upgrade");
    }

    @Test
    void theKeyTellsApartTwoMessagesOfOneControlId() {
        var one = new Outgoing("MSH|1".getBytes(UTF_8), "77", true);
        var two = new Outgoing("MSH|2".getBytes(UTF_8), "77", true);
        assertThat(IdempotencyKey.of(one)).startsWith("77-").isEqualTo(IdempotencyKey.of(one));
        assertThat(IdempotencyKey.of(one)).isNotEqualTo(IdempotencyKey.of(two));
        var odd = new Outgoing("MSH|2".getBytes(UTF_8), "a\r\nX: y", true);
        assertThat(IdempotencyKey.of(odd)).matches("[0-9a-f-]+");
        assertThat(IdempotencyKey.of(new Outgoing(new byte[0], "k".repeat(9999), false)))
                .hasSizeLessThan(200);
    }

    @Test
    void aRejectionIsWhatTheyAnsweredForThisMessage() {
        for (int status : new int[] {400, 403, 404, 409, 413, 415, 422}) {
            server.answer(status, "{}");
            assertRejected(send(bytes("x")), Integer.toString(status), "PAR-1263");
        }
    }

    @Test
    void notNowIsNoAnswer() {
        for (int status : new int[] {408, 425, 429, 500, 502, 503, 504, 507}) {
            server.answer(status, "busy");
            assertUnreachable(send(bytes("x")), "PAR-1262");
        }
    }

    @Test
    void ourOwnWrongTokenDoesNotRejectMessages() {
        server.answer(401, "");
        assertUnreachable(send(bytes("x")), "PAR-1272");
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.answer(302, "", "Location: http://127.0.0.1:1/else\r\n");
        assertUnreachable(send(bytes("x")), "PAR-1266");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void anAcknowledgementInTheBodyCountsBeforeTheStatus() {
        server.answer(200, ack("AA", "77"));
        assertAccepted(send(hl7()), "AA");
        server.answer(200, ack("AE", "77"));
        assertRejected(send(hl7()), "AE", "PAR-1265");
        server.answer(500, ack("AR", "77"));
        assertRejected(send(hl7()), "AR", "PAR-1265");
        server.answer(503, ack("AE", "77"));
        assertUnreachable(send(hl7()), "PAR-1262");
        server.answer(400, ack("AA", "77"));
        assertRejected(send(hl7()), "400", "PAR-1263");
    }

    @Test
    void anAcknowledgementForAnotherControlIdIsNoAnswer() {
        server.answer(200, ack("AA", "78"));
        assertUnreachable(send(hl7()), "PAR-1264");
        server.answer(200, ack("AE", ""));
        assertUnreachable(send(hl7()), "PAR-1264");
        server.answer(200, "MSH|^~\\&|C|D|A|B|||ACK|9|P|2.4\r");
        assertUnreachable(send(hl7()), "PAR-1267");
        server.answer(200, ack("XX", "77"));
        assertUnreachable(send(hl7()), "PAR-1267");
    }

    @Test
    void aPlainBodyAfterHl7IsJudgedByItsStatus() {
        server.answer(200, "{\"position\":3}");
        assertAccepted(send(hl7()), "200");
    }

    @Test
    void nobodyThereIsNoAnswer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (HttpSender sender = sender(URI.create("http://127.0.0.1:" + port + "/"))) {
            assertUnreachable(sender.send(bytes("x")), "PAR-1260");
        }
        try (HttpSender sender = sender(URI.create("mailto:nobody"))) {
            assertUnreachable(sender.send(bytes("x")), "PAR-1273");
        }
    }

    @Test
    void aReceiverThatHangsOrDribblesIsGivenUpInTime() {
        for (String script : new String[] {"hang", "dribble"}) {
            server.script(script);
            long began = System.nanoTime();
            assertUnreachable(send(bytes("x")), "PAR-1261");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as(script)
                    .isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aConnectionThatBreaksIsNoAnswer() {
        server.script("reset");
        assertUnreachable(send(bytes("x")), "PAR-1270");
        server.script("half");
        assertUnreachable(send(bytes("x")), "PAR-1270");
    }

    @Test
    void aLateAnswerIsNotTakenForTheNextMessage() {
        try (HttpSender sender = sender(server.uri())) {
            server.script("late");
            assertUnreachable(sender.send(bytes("x")), "PAR-1261");
            server.answer(422, "");
            assertRejected(sender.send(bytes("y")), "422", "PAR-1263");
        }
    }

    @Test
    void anEndlessAnswerDoesNotFillTheHeap() {
        server.script("endless");
        assertThat(send(bytes("x"))).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void closingEndsAWaitingSend() throws Exception {
        server.script("hang");
        var out = new Transport.HttpOut(server.uri(), "", Optional.empty(), Optional.empty());
        var sender = new HttpSender("app.fhir", out, Duration.ofMinutes(5), Clock.system());
        var answers = new java.util.concurrent.LinkedBlockingQueue<Answer>();
        Thread.ofVirtual().start(() -> answers.add(sender.send(bytes("x"))));
        server.awaitRequest();
        sender.close();
        Answer answer = answers.poll(5, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(answer).isInstanceOf(Answer.Unreachable.class);
        assertThat(sender.send(bytes("after"))).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void problemsHoldNothingOfTheContent() {
        server.answer(422, "SMITH^JOHN is unknown");
        assertThat(send(bytes("SMITH^JOHN")).toString()).doesNotContain("SMITH");
        server.answer(200, ack("AE", "77") + "ERR||||E|||SMITH^JOHN\r");
        assertThat(send(hl7()).toString()).doesNotContain("SMITH");
        assertThat(new String(server.lastBody(), ISO_8859_1)).startsWith("MSH");
    }
}

package org.parley.engine.deliver.mllp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.plan.Transport;
import org.parley.wire.mllp.MllpCounters.Event;
import org.parley.wire.problem.Culprit;

final class MllpSenderTest extends SenderFixture {
    @Test
    void bytesGoOutAsTheyAreAndTheConnectionIsKept() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> talk.answer("AA", Receiver.id(text)));
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(receiver.connections()).as("connects when first needed").isZero();
            assertThat(sender.send(message("1")))
                    .isInstanceOfSatisfying(
                            Answer.Accepted.class,
                            accepted -> {
                                assertThat(accepted.code()).isEqualTo("AA");
                                assertThat(accepted.took()).isPositive();
                            });
            assertThat(code(sender.send(message("2")))).isEqualTo("AA");
            assertThat(receiver.got.getFirst().getBytes(ISO_8859_1))
                    .isEqualTo(message("1").bytes());
            assertThat(receiver.connections()).isEqualTo(1);
        }
        assertThat(counters.connections()).isZero();
    }

    @Test
    void aLargeMessageGoesOutWhole() throws IOException {
        byte[] large =
                ("MSH|^~\\&|A|A|B|B|1||ADT^A01|9|P|2.4\rOBX|" + "x".repeat(5 << 20))
                        .getBytes(ISO_8859_1);
        try (Receiver receiver =
                        new Receiver((text, talk) -> talk.answer("AA", Receiver.id(text)));
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(code(sender.send(new Outgoing(large, "9", true)))).isEqualTo("AA");
            assertThat(receiver.got.getFirst().getBytes(ISO_8859_1)).isEqualTo(large);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AE", "AR", "CE", "CR"})
    void noIsNoAndTheConnectionGoesOn(String code) throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> talk.answer(code, Receiver.id(text)));
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(code(sender.send(message("1")))).isEqualTo(code + " PAR-1143");
            assertThat(code(sender.send(message("2")))).isEqualTo(code + " PAR-1143");
            assertThat(receiver.connections()).isEqualTo(1);
        }
    }

    @Test
    void theReasonOfARejectionIsShownWithoutThePatient() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) ->
                                talk.bytes(
                                        "<MSH|^~\\&|B|B|A|A|1||ACK|x|P|2.5!MSA|AE|1|Patient"
                                                + " JANE TESTER 9990000181 not found!ERR||PID^1^3"
                                                + "|204^Unknown key^HL70357|E||||JANE TESTER!>!"));
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(sender.send(message("1")))
                    .isInstanceOfSatisfying(
                            Answer.Rejected.class,
                            no -> {
                                assertThat(no.problem().culprit()).isEqualTo(Culprit.RECEIVER);
                                assertThat(no.problem().text())
                                        .contains("AE")
                                        .contains("204 unknown key identifier")
                                        .contains("Patient … not found")
                                        .doesNotContain("JANE")
                                        .doesNotContain("999");
                            });
        }
    }

    @Test
    void silenceIsUnreachableAndALateAnswerNeverMeetsTheNextMessage() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            if (talk.connection() == 1) {
                                late.await(5, TimeUnit.SECONDS);
                                talk.answer("AA", "1");
                                talk.answer("AA", "2");
                            } else {
                                talk.answer("AE", Receiver.id(text));
                            }
                        });
                MllpSender sender = sender(receiver.port(), BRIEF)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("PAR-1141");
            late.countDown();
            assertThat(code(sender.send(message("2")))).isEqualTo("AE PAR-1143");
            assertThat(receiver.connections()).isEqualTo(2);
            assertThat(counters.of(Event.TIMED_OUT)).isEqualTo(1);
        }
    }

    @Test
    void anAnswerForAnotherMessageIsDiscardedAndTheRightOneIsFound() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            talk.answer("AA", "other");
                            talk.answer("AR", "");
                            talk.answer("AA", Receiver.id(text));
                        });
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("AA");
            assertThat(counters.of(Event.FOREIGN)).isEqualTo(2);
        }
    }

    @Test
    void onlyAnswersForOtherMessagesAreNoAnswer() throws IOException {
        try (Receiver receiver = new Receiver((text, talk) -> talk.answer("AA", "other"));
                MllpSender sender = sender(receiver.port(), BRIEF)) {
            assertThat(sender.send(message("1")))
                    .isInstanceOfSatisfying(
                            Answer.Unreachable.class,
                            none ->
                                    assertThat(none.problem().text())
                                            .contains("1 for other control ids"));
        }
    }

    @Test
    void aSecondAnswerIsNotTakenForTheSameControlIdSentAgain() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            if (talk.connection() == 1) {
                                talk.bytes(
                                        Receiver.Talk.frame("AE", "1")
                                                + Receiver.Talk.frame("AA", "1"));
                            } else {
                                talk.answer("AR", "1");
                            }
                        });
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("AE PAR-1143");
            assertThat(code(sender.send(message("1")))).isEqualTo("AR PAR-1143");
        }
    }

    @Test
    void aMessageWithoutControlIdHasAConnectionOfItsOwn() throws IOException {
        try (Receiver receiver = new Receiver((text, talk) -> talk.answer("AA", ""));
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(code(sender.send(message("")))).isEqualTo("AA");
            assertThat(code(sender.send(message("")))).isEqualTo("AA");
            assertThat(receiver.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<hello>!",
                "<>!",
                "<MSH|^~\\&|B|B|A|A|1||ACK|x|P|2.4!>!",
                "<MSH|^~\\&|B|B|A|A|1||ACK|x|P|2.4!MSA|XX|1!>!",
                "junk<MSH"
            })
    void aGarbledAnswerIsNoAnswerAndEndsTheConnection(String wire) throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            if (talk.connection() == 1) {
                                talk.bytes(wire);
                            } else {
                                talk.answer("AA", Receiver.id(text));
                            }
                        });
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("PAR-1144");
            assertThat(code(sender.send(message("2")))).isEqualTo("AA");
            assertThat(receiver.connections()).isEqualTo(2);
        }
    }

    @Test
    void aPartialAnswerIsNoAnswer() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            talk.bytes("<MSH|^~\\&|B|B|A|A|1||ACK|x|P|2.4!MSA|AA|1");
                            talk.socket().close();
                        });
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(sender.send(message("1"))).isInstanceOf(Answer.Unreachable.class);
        }
    }

    @Test
    void anAnswerThatDribblesInTimeIsTaken() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            String all = Receiver.Talk.frame("AA", Receiver.id(text));
                            for (int i = 0; i < all.length(); i++) {
                                talk.bytes(all.substring(i, i + 1));
                            }
                        });
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("AA");
            assertThat(code(sender.send(message("2")))).isEqualTo("AA");
        }
    }

    @Test
    void anAnswerThatDribblesForEverIsNoAnswer() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            talk.bytes("<MSH|^~\\&|");
                            while (true) {
                                talk.bytes("x");
                                Thread.sleep(10);
                            }
                        });
                MllpSender sender = sender(receiver.port(), BRIEF)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("PAR-1141");
        }
    }

    @Test
    void aResetInMidFrameIsUnreachable() throws IOException {
        try (Receiver receiver = new Receiver((text, talk) -> talk.reset());
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("PAR-1142");
        }
    }

    @Test
    void aConnectionThatTheReceiverClosedMeanwhileIsMadeAnewForTheNextAttempt() throws Exception {
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            talk.answer("AA", Receiver.id(text));
                            if (talk.connection() == 1) {
                                talk.socket().close();
                            }
                        });
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("AA");
            new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS);
            assertThat(code(sender.send(message("2"))))
                    .as("seen before it is used")
                    .isEqualTo("AA");
            assertThat(code(sender.send(message("3")))).isEqualTo("AA");
            assertThat(receiver.connections()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedConnectionAndAnUnknownHostAreUnreachable() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (MllpSender sender = sender(port, PATIENT)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("PAR-1140");
        }
        try (MllpSender sender =
                new MllpSender(
                        "lims.demographics",
                        new Transport.MllpOut("no-such-host.invalid", 1, false, Optional.empty()),
                        PATIENT,
                        Clock.system(),
                        counters)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("PAR-1149");
        }
        assertThat(counters.connections()).isZero();
    }

    @Test
    void aReceiverThatDoesNotReadIsUnreachable() throws IOException {
        byte[] large = new byte[32 << 20];
        java.util.Arrays.fill(large, (byte) 'x');
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                MllpSender sender = sender(deaf.getLocalPort(), BRIEF)) {
            CompletableFuture<Answer> answer =
                    CompletableFuture.supplyAsync(
                                    () -> sender.send(new Outgoing(large, "1", true)),
                                    Thread::startVirtualThread)
                            .orTimeout(20, TimeUnit.SECONDS);
            Runnable close = sender::close;
            close.run();
            assertThat(code(answer.join())).isEqualTo("PAR-1146");
        }
    }

    @Test
    void closingAtAnyMomentEndsASend() throws IOException {
        for (int moment = 0; moment < 400; moment++) {
            try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    MllpSender sender = sender(deaf.getLocalPort(), PATIENT)) {
                CompletableFuture<Answer> answer =
                        CompletableFuture.supplyAsync(
                                        () -> sender.send(message("1")), Thread::startVirtualThread)
                                .orTimeout(20, TimeUnit.SECONDS);
                for (int i = 0; i < moment * 40; i++) {
                    Thread.onSpinWait();
                }
                Runnable close = sender::close;
                close.run();
                assertThat(answer.join()).isInstanceOf(Answer.Unreachable.class);
            }
        }
    }

    @Test
    void closingEndsAWaitingSend() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (Receiver receiver = new Receiver((text, talk) -> asked.countDown());
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> answer.complete(sender.send(message("1"))));
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
            Runnable close = sender::close;
            close.run();
            assertThat(code(answer.get(5, TimeUnit.SECONDS))).isEqualTo("PAR-1146");
            assertThat(code(sender.send(message("2")))).isEqualTo("PAR-1146");
        }
    }
}

package org.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.parley.engine.deliver.Sender;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.wire.problem.Culprit;

/**
 * What every sender promises, as tests. Extend it and say how to make a sender and receivers that
 * behave well and badly.
 */
public abstract class SenderContract {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration BRIEF = Duration.ofMillis(200);

    private @Nullable Receiver receiver;

    /** How a receiver behaves. */
    public enum Behaviour {
        /** Takes every message and says so. */
        ACCEPTS,
        /** Says no to every message. */
        REJECTS,
        /** Reads and never answers. */
        SILENT,
        /** Reads and ends the connection without an answer. */
        HANGS_UP,
        /** Answers each message for another one. */
        ANSWERS_FOR_OTHERS,
        /** Answers with something that is no answer. */
        GARBLES
    }

    /** A receiver that runs until it is closed. */
    public interface Receiver extends AutoCloseable {
        /** What it received, in its order. */
        List<byte[]> got();

        @Override
        void close() throws IOException;
    }

    /** A receiver that behaves so; empty where the transport knows no such behaviour. */
    protected abstract Optional<Receiver> receiver(Behaviour behaviour) throws Exception;

    /** A sender that sends to the receiver. */
    protected abstract Sender sender(Receiver to, Duration answerWithin) throws Exception;

    /** A message; different numbers give different bytes and control ids. */
    protected abstract Outgoing message(int number);

    private Receiver given(Behaviour behaviour) throws Exception {
        Optional<Receiver> given = receiver(behaviour);
        Assumptions.assumeTrue(given.isPresent(), "no receiver of this transport " + behaviour);
        receiver = given.orElseThrow();
        return given.orElseThrow();
    }

    @AfterEach
    void closeReceiver() throws Exception {
        if (receiver != null) {
            receiver.close();
        }
    }

    @Test
    void messagesArriveExactlyAndInOrderAndAreAcceptedByTheReceiver() throws Exception {
        Receiver to = given(Behaviour.ACCEPTS);
        try (Sender sender = sender(to, PATIENT)) {
            for (int i = 0; i < 20; i++) {
                assertThat(sender.send(message(i)))
                        .isInstanceOfSatisfying(
                                Answer.Accepted.class,
                                accepted -> {
                                    assertThat(accepted.code()).isNotBlank();
                                    assertThat(accepted.took()).isPositive();
                                });
            }
        }
        assertThat(to.got()).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(to.got().get(i)).isEqualTo(message(i).bytes());
        }
    }

    @Test
    void noIsRejectedWithTheReceiverAsCulprit() throws Exception {
        try (Sender sender = sender(given(Behaviour.REJECTS), PATIENT)) {
            for (int i = 0; i < 3; i++) {
                assertThat(sender.send(message(i)))
                        .isInstanceOfSatisfying(
                                Answer.Rejected.class,
                                rejected -> {
                                    assertThat(rejected.code()).isNotBlank();
                                    assertThat(rejected.problem().culprit())
                                            .isEqualTo(Culprit.RECEIVER);
                                });
            }
        }
    }

    @Test
    void silenceIsNoAnswer() throws Exception {
        try (Sender sender = sender(given(Behaviour.SILENT), BRIEF)) {
            long start = System.nanoTime();
            assertThat(sender.send(message(1))).isInstanceOf(Answer.Unreachable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(BRIEF);
            assertThat(sender.send(message(2))).isInstanceOf(Answer.Unreachable.class);
        }
    }

    @Test
    void anEndedConnectionIsNoAnswer() throws Exception {
        try (Sender sender = sender(given(Behaviour.HANGS_UP), PATIENT)) {
            assertThat(sender.send(message(1))).isInstanceOf(Answer.Unreachable.class);
            assertThat(sender.send(message(2))).isInstanceOf(Answer.Unreachable.class);
        }
    }

    @Test
    void anAnswerForAnotherMessageIsNoAnswer() throws Exception {
        try (Sender sender = sender(given(Behaviour.ANSWERS_FOR_OTHERS), BRIEF)) {
            assertThat(sender.send(message(1))).isInstanceOf(Answer.Unreachable.class);
            assertThat(sender.send(message(2))).isInstanceOf(Answer.Unreachable.class);
        }
    }

    @Test
    void aGarbledAnswerIsNoAnswer() throws Exception {
        try (Sender sender = sender(given(Behaviour.GARBLES), BRIEF)) {
            assertThat(sender.send(message(1))).isInstanceOf(Answer.Unreachable.class);
        }
    }

    @Test
    void aReceiverThatIsGoneIsUnreachable() throws Exception {
        Receiver gone = given(Behaviour.ACCEPTS);
        try (Sender sender = sender(gone, PATIENT)) {
            gone.close();
            assertThat(sender.send(message(1))).isInstanceOf(Answer.Unreachable.class);
        }
    }

    @Test
    void closingEndsAWaitingSend() throws Exception {
        Receiver silent = given(Behaviour.SILENT);
        Sender sender = sender(silent, PATIENT);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> answer.complete(sender.send(message(1))));
        Waiting.until(PATIENT, "the message arrived", () -> !silent.got().isEmpty());
        sender.close();
        assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void aClosedSenderSendsNothing() throws Exception {
        Receiver to = given(Behaviour.ACCEPTS);
        Sender sender = sender(to, PATIENT);
        sender.close();
        sender.close();
        assertThat(sender.send(message(1))).isInstanceOf(Answer.Unreachable.class);
        assertThat(to.got()).isEmpty();
    }
}

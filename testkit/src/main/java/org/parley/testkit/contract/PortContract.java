package org.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;
import org.parley.engine.receive.PortFailure;

/**
 * What every port promises, as tests. Extend it and say how to make a port and how to talk to it.
 * The answer of a port for files is where the file goes.
 */
public abstract class PortContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Long enough for a port that answers too early to be caught. */
    private static final Duration MOMENT = Duration.ofMillis(150);

    private static final int MANY = 50;

    @TempDir Path folder = Path.of("");

    private final HeldIntake intake = new HeldIntake();
    private final List<Port> ports = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();

    /** What a sender learns. */
    public enum Reply {
        /** Taken: the sender may forget the message. */
        POSITIVE,
        /** Not taken: the sender must keep the message. */
        NEGATIVE,
        /** The connection ended without an answer. */
        ENDED
    }

    /** One sender. */
    public interface Peer extends AutoCloseable {
        /** Sends a message and does not wait for the answer. */
        void send(byte[] message) throws Exception;

        /** The answer to the oldest message not yet answered; empty when none comes in time. */
        Optional<Reply> reply(Duration atMost) throws Exception;

        @Override
        void close() throws IOException;
    }

    /**
     * A port that hands to the intake, not started.
     *
     * @param scratch a folder for whatever the port needs, the same for all ports of a test
     */
    protected abstract Port port(Intake toward, Path scratch) throws Exception;

    /** A sender that talks to a started port. */
    protected abstract Peer peer(Port started, Path scratch) throws Exception;

    /** A message that this port takes; different numbers give different bytes. */
    protected abstract byte[] message(int number);

    /**
     * A port that cannot start because of the one that runs; empty where two ports of the kind do
     * not clash.
     */
    protected Optional<Port> clashing(Port started, Intake toward) throws Exception {
        return Optional.empty();
    }

    /**
     * Whether one sender may have several messages under way; if not, the next is sent when the
     * last was answered.
     */
    protected boolean pipelines() {
        return true;
    }

    private Port started() throws Exception {
        Port port = port(intake, folder);
        ports.add(port);
        port.start();
        return port;
    }

    private Peer peerOf(Port port) throws Exception {
        Peer peer = peer(port, folder);
        peers.add(peer);
        return peer;
    }

    @AfterEach
    void closeAll() throws Exception {
        intake.release(10_000);
        for (Peer peer : peers) {
            peer.close();
        }
        ports.forEach(Port::close);
    }

    @Test
    void bytesAreHandedOverExactlyAsTheyCame() throws Exception {
        Peer peer = peerOf(started());
        peer.send(message(1));
        assertThat(peer.reply(PATIENCE)).contains(Reply.POSITIVE);
        assertThat(intake.got())
                .singleElement()
                .satisfies(got -> {
                    assertThat(got.bytes()).isEqualTo(message(1));
                    assertThat(got.incoming().peer()).isNotBlank();
                    assertThat(got.incoming().trouble()).isEmpty();
                });
    }

    @Test
    void noPositiveAnswerBeforeTheMessageIsDurable() throws Exception {
        intake.hold();
        Peer peer = peerOf(started());
        peer.send(message(1));
        intake.awaitGot(1);
        assertThat(peer.reply(MOMENT)).isEmpty();
        intake.release(1);
        assertThat(peer.reply(PATIENCE)).contains(Reply.POSITIVE);
    }

    @Test
    void aRefusedMessageIsAnsweredAsRefusedAndTheNextOneIsTaken() throws Exception {
        intake.mood(HeldIntake.Mood.REFUSES);
        Peer peer = peerOf(started());
        peer.send(message(1));
        assertThat(peer.reply(PATIENCE)).contains(Reply.NEGATIVE);
        intake.mood(HeldIntake.Mood.ACCEPTS);
        peer.send(message(2));
        assertThat(peer.reply(PATIENCE)).contains(Reply.POSITIVE);
    }

    @Test
    void whatCannotBeKeptIsNeverAnsweredPositively() throws Exception {
        intake.mood(HeldIntake.Mood.UNAVAILABLE);
        Peer peer = peerOf(started());
        peer.send(message(1));
        intake.awaitGot(1);
        assertThat(peer.reply(MOMENT)).isNotEqualTo(Optional.of(Reply.POSITIVE));
        assertThat(intake.got()).isNotEmpty();
    }

    @Test
    void answersComeInTheOrderOfTheMessages() throws Exception {
        Assumptions.assumeTrue(pipelines(), "one message at a time");
        intake.hold();
        Peer peer = peerOf(started());
        for (int i = 0; i < 5; i++) {
            peer.send(message(i));
        }
        intake.awaitGot(1);
        intake.mood(HeldIntake.Mood.REFUSES);
        intake.release(1);
        assertThat(peer.reply(PATIENCE)).contains(Reply.NEGATIVE);
        intake.mood(HeldIntake.Mood.ACCEPTS);
        intake.release(4);
        for (int i = 1; i < 5; i++) {
            assertThat(peer.reply(PATIENCE)).contains(Reply.POSITIVE);
            assertThat(intake.got().get(i).bytes()).isEqualTo(message(i));
        }
    }

    @Test
    void everyMessageOfSeveralSendersIsHandedOverOnce() throws Exception {
        Port port = started();
        List<Peer> senders = List.of(peerOf(port), peerOf(port), peerOf(port));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            for (int j = 0; j < senders.size(); j++) {
                byte[] message = message(i * senders.size() + j);
                sent.add(new String(message, java.nio.charset.StandardCharsets.ISO_8859_1));
                senders.get(j).send(message);
                assertThat(senders.get(j).reply(PATIENCE)).contains(Reply.POSITIVE);
            }
        }
        assertThat(intake.got())
                .extracting(HeldIntake.Got::text)
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void closingFinishesAndAnswersWhatWasHandedOver() throws Exception {
        intake.hold();
        Port port = started();
        Peer peer = peerOf(port);
        peer.send(message(1));
        intake.awaitGot(1);
        Thread closing = Thread.ofVirtual().start(port::close);
        assertThat(closing.join(MOMENT)).as("close waits for what was handed over").isFalse();
        intake.release(1);
        assertThat(peer.reply(PATIENCE)).contains(Reply.POSITIVE);
        assertThat(closing.join(PATIENCE)).isTrue();
    }

    @Test
    void aClosedPortTakesNothingMore() throws Exception {
        Port port = started();
        Peer peer = peerOf(port);
        port.close();
        try {
            peer.send(message(1));
            assertThat(peer.reply(MOMENT)).isNotEqualTo(Optional.of(Reply.POSITIVE));
        } catch (IOException e) {
            assertThat(e).as("the connection is gone").isNotNull();
        }
        assertThat(intake.got()).isEmpty();
    }

    @Test
    void closingTwiceOrWithoutAStartIsHarmless() throws Exception {
        port(intake, folder).close();
        Port port = started();
        port.close();
        port.close();
    }

    @Test
    void theAddressNamesWhatWasReallyBound() throws Exception {
        assertThat(started().address()).isNotBlank().doesNotEndWith(":0");
    }

    @Test
    void aPortThatCannotStartSaysWhy() throws Exception {
        Port first = started();
        Optional<Port> second = clashing(first, intake);
        Assumptions.assumeTrue(second.isPresent(), "two ports of this kind do not clash");
        ports.add(second.orElseThrow());
        assertThatThrownBy(() -> second.orElseThrow().start()).isInstanceOf(PortFailure.class);
    }
}

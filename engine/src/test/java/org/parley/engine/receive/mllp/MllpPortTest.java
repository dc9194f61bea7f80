package org.parley.engine.receive.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.PortFailure;
import org.parley.wire.mllp.FrameFault;
import org.parley.wire.mllp.Mllp;
import org.parley.wire.mllp.MllpCounters.Event;
import org.parley.wire.problem.Culprit;

final class MllpPortTest extends PortFixture {
    @Test
    void aMessageIsHandedOverAsItCameAndAnswered() throws IOException {
        MllpPort port = start();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("1") + "!PID|1||999000018!>!");
            assertThat(plug.code()).isEqualTo("AA|1");
        }
        assertThat(intake.got)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.bytes()).isEqualTo(Plug.wire(msh("1") + "!PID|1||999000018!"));
                    assertThat(one.trouble()).isEmpty();
                    assertThat(one.peer()).startsWith("127.0.0.1:");
                });
    }

    @Test
    void noAnswerBeforeTheMessageIsDurable() throws Exception {
        intake.hold();
        MllpPort port = start();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("1") + ">!");
            intake.awaitGot(1);
            assertThat(plug.silent(100)).isTrue();
            intake.durable.release();
            assertThat(plug.code()).isEqualTo("AA|1");
        }
    }

    @Test
    void theTimeThatTheDiskTakesIsNotHeldAgainstOtherSenders() throws Exception {
        MllpPort port = brisk();
        try (Plug first = new Plug(port.portNumber());
                Plug second = new Plug(port.portNumber())) {
            second.say("<" + msh("0") + ">!<" + msh("2"));
            assertThat(second.code()).isEqualTo("AA|0");
            intake.hold();
            first.say("<" + msh("1") + ">!");
            intake.awaitGot(2);
            second.say("!PID|1>!");
            assertThat(first.silent(900)).isTrue();
            intake.durable.release(2);
            assertThat(first.code()).isEqualTo("AA|1");
            assertThat(second.code()).isEqualTo("AA|2");
        }
    }

    @Test
    void pipelinedMessagesAreHandedOverTogetherAndAnsweredInOrder() throws Exception {
        intake.hold();
        MllpPort port = start();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            all.append('<').append(msh("m" + i)).append(">!");
        }
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say(all.toString());
            intake.awaitGot(20);
            for (int i = 0; i < 20; i++) {
                intake.durable.release();
                assertThat(plug.code()).as("each as soon as it may").isEqualTo("AA|m" + i);
            }
        }
    }

    @Test
    void aMessageThatComesByteByByteIsTaken() throws IOException {
        MllpPort port = start();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.sayByteByByte("<" + msh("1") + ">!<" + msh("2") + ">!");
            assertThat(plug.code()).isEqualTo("AA|1");
            assertThat(plug.code()).isEqualTo("AA|2");
        }
    }

    /**
     * @param wire what the sender says
     * @param answers MSA-1 and MSA-2 of what it hears, EOF for a closed connection
     * @param codes of the problems that the intake is told, empty text for none
     */
    record Faulty(String wire, List<String> answers, List<String> codes) {
        @Override
        public String toString() {
            return wire;
        }
    }

    static Stream<Faulty> faults() {
        String a = msh("a");
        String b = msh("b");
        return Stream.of(
                new Faulty(a + ">!<" + b + ">!", List.of("AA|a", "AA|b"), List.of("", "")),
                new Faulty("<<" + a + ">!", List.of("AA|a"), List.of("")),
                new Faulty("<" + a + "><" + b + ">!", List.of("AA|a", "AA|b"), List.of("", "")),
                new Faulty("<" + a + ">>!", List.of("AA|a"), List.of("")),
                new Faulty("<" + a + ">", List.of("AA|a"), List.of("")),
                new Faulty("<" + a + "!NTE|x<y>!", List.of("AA|a"), List.of("")),
                new Faulty("<>!<" + b + ">!", List.of("AR|", "AA|b"), List.of("PAR-1104", "")),
                new Faulty("x>!<" + b + ">!", List.of("AR|", "AA|b"), List.of("PAR-1109", "")),
                new Faulty("x<" + b + ">!", List.of("AR|", "EOF"), List.of("PAR-1101")),
                new Faulty("<" + a + "!<" + b + ">!", List.of("AR|a", "EOF"), List.of("PAR-1102")),
                new Faulty(
                        "<" + a + ">x>!<" + b + ">!", List.of("AR|a", "EOF"), List.of("PAR-1103")),
                new Faulty(
                        "<" + b + ">!<" + a + "!<" + b + ">!",
                        List.of("AA|b", "AR|a", "EOF"),
                        List.of("", "PAR-1102")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFramingFaultIsAnsweredAsTheTableSays(Faulty given) throws IOException {
        MllpPort port = brisk();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say(given.wire());
            for (String answer : given.answers()) {
                assertThat(plug.code()).isEqualTo(answer);
            }
        }
        assertThat(intake.got)
                .extracting(one -> one.trouble().map(each -> each.code()).orElse(""))
                .isEqualTo(given.codes());
    }

    @Test
    void aFrameCutOffByAHalfCloseIsRefusedAndAnswered() throws IOException {
        MllpPort port = start();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("a") + "!PID|");
            plug.socket.shutdownOutput();
            assertThat(plug.code()).isEqualTo("AE|a");
            assertThat(plug.code()).isEqualTo("EOF");
        }
        assertThat(intake.got.getFirst().trouble().orElseThrow().code()).isEqualTo("PAR-1106");
    }

    @Test
    void aResetInMidFrameLeavesTheBytesRefused() throws Exception {
        MllpPort port = start();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("a") + "!PID|");
            awaitThat(() -> port.counters().connections() == 1);
            plug.socket.setSoLinger(true, 0);
        }
        intake.awaitGot(1);
        assertThat(intake.got.getFirst().trouble().orElseThrow().code()).isEqualTo("PAR-1106");
        awaitThat(() -> port.counters().connections() == 0);
    }

    @Test
    void aStalledFrameIsRefusedAnsweredAndClosed() throws IOException {
        MllpPort port = brisk();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("a") + "!PID|");
            assertThat(plug.code()).isEqualTo("AE|a");
            assertThat(plug.code()).isEqualTo("EOF");
        }
        assertThat(intake.got.getFirst().trouble().orElseThrow().code()).isEqualTo("PAR-1107");
        assertThat(port.counters().of(FrameFault.TOO_SLOW)).isEqualTo(1);
    }

    @Test
    void aDribbledFrameIsRefusedThoughBytesKeepComing() throws Exception {
        MllpPort port = brisk();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("a"));
            Thread dribble =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (intake.got.isEmpty()) {
                                        plug.say("x");
                                        Thread.sleep(20);
                                    }
                                } catch (IOException | InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            assertThat(plug.code()).startsWith("AE|");
            dribble.join();
        }
        assertThat(intake.got.getFirst().trouble().orElseThrow().code()).isEqualTo("PAR-1107");
    }

    @Test
    void anIdleConnectionIsClosedAndABusyOneIsNot() throws Exception {
        MllpPort port = start(false, 1 << 20, 100, Duration.ofSeconds(2), MllpTiming.USUAL);
        try (Plug idle = new Plug(port.portNumber());
                Plug busy = new Plug(port.portNumber())) {
            long until = System.nanoTime() + 20_000_000_000L;
            for (int i = 0; port.counters().of(Event.IDLE) == 0; i++) {
                assertThat(System.nanoTime()).as("closed in time").isLessThan(until);
                busy.say("<" + msh("m" + i) + ">!");
                assertThat(busy.code()).isEqualTo("AA|m" + i);
                Thread.sleep(20);
            }
            assertThat(idle.code()).isEqualTo("EOF");
            busy.say("<" + msh("last") + ">!");
            assertThat(busy.code()).isEqualTo("AA|last");
        }
        assertThat(port.counters().of(Event.IDLE)).isEqualTo(1);
    }

    @Test
    void aRefusedMessageIsAnsweredAeWithTheReason() throws IOException {
        intake.refuse = true;
        MllpPort port = start();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("a") + ">!");
            assertThat(plug.hear()).contains("MSA|AE|a|The test says no.");
        }
    }

    @Test
    void whatCannotBeKeptIsAnsweredAeWithTheReason() throws IOException {
        intake.full = true;
        MllpPort port = start();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("a") + ">!");
            assertThat(plug.hear()).contains("MSA|AE|a|The test says no.");
            intake.full = false;
            plug.say("<" + msh("a") + ">!");
            assertThat(plug.code()).isEqualTo("AA|a");
        }
    }

    @Test
    void enhancedModeSendsWhatWasAskedFor() throws IOException {
        MllpPort port = start();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("1", "AL", "NE") + ">!");
            assertThat(plug.code()).isEqualTo("CA|1");
            plug.say("<" + msh("2", "AL", "AL") + ">!");
            assertThat(plug.code()).isEqualTo("CA|2");
            assertThat(plug.code()).isEqualTo("AA|2");
            plug.say("<" + msh("3", "NE", "AL") + ">!");
            assertThat(plug.code()).isEqualTo("AA|3");
            plug.say("<" + msh("4", "NE", "NE") + ">!<" + msh("5", "ER", "ER") + ">!");
            plug.say("<" + msh("6", "SU", "NE") + ">!");
            assertThat(plug.code()).as("4 and 5 want no good news").isEqualTo("CA|6");
            intake.refuse = true;
            plug.say("<" + msh("7", "ER", "AL") + ">!");
            assertThat(plug.code()).isEqualTo("CE|7");
            assertThat(plug.code()).isEqualTo("AE|7");
            plug.say("<" + msh("8", "SU", "SU") + ">!<" + msh("9") + ">!");
            assertThat(plug.code()).as("8 wants no bad news").isEqualTo("AE|9");
        }
        assertThat(intake.got).hasSize(9);
    }

    @Test
    void release2SendsTheCommitByteFirstEvenWhenNoOtherAnswerIsWanted() throws IOException {
        MllpPort port = start(true, 1 << 20, 10, Duration.ofMinutes(1), MllpTiming.USUAL);
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("1") + ">!");
            assertThat(plug.hear()).isEqualTo("\u0006");
            assertThat(plug.code()).isEqualTo("AA|1");
            plug.say("<\u0006>!");
            plug.say("<" + msh("2", "NE", "NE") + ">!");
            assertThat(plug.hear()).isEqualTo("\u0006");
            intake.full = true;
            plug.say("<" + msh("3", "NE", "NE") + ">!");
            assertThat(plug.hear()).isEqualTo("\u0015");
        }
        assertThat(intake.got).as("the sender's own commit byte is no message").hasSize(3);
    }

    @Test
    void closingAnswersWhatWasHandedOverAndTakesNothingMore() throws Exception {
        intake.hold();
        MllpPort port = start();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("a") + ">!");
            intake.awaitGot(1);
            Thread closing = Thread.ofVirtual().start(port::close);
            awaitThat(() -> closing.getState() == Thread.State.TIMED_WAITING);
            plug.say("<" + msh("b") + ">!");
            intake.durable.release(2);
            assertThat(plug.code()).isEqualTo("AA|a");
            closing.join();
            assertThat(intake.got).hasSize(1);
            assertThatThrownBy(() -> new Plug(port.portNumber()).close())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void closingDoesNotRefuseAHalfReceivedMessage() throws Exception {
        MllpPort port = start();
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("a"));
            awaitThat(() -> port.counters().connections() == 1);
            port.close();
            assertThat(plug.code()).isEqualTo("EOF");
        }
        assertThat(intake.got).isEmpty();
    }

    @Test
    void anAddressInUseIsAProblemWithTheAddress() {
        MllpPort first = start();
        MllpPort second =
                new MllpPort(
                        "lims.results",
                        new Transport.MllpIn(
                                "127.0.0.1",
                                first.portNumber(),
                                false,
                                1,
                                1,
                                Duration.ofSeconds(1),
                                Optional.empty(),
                                List.of()),
                        intake,
                        spool,
                        Clock.system());
        assertThatThrownBy(second::start)
                .isInstanceOfSatisfying(
                        PortFailure.class,
                        failure -> {
                            assertThat(failure.problem().code()).isEqualTo("PAR-1121");
                            assertThat(failure.problem().culprit()).isEqualTo(Culprit.CONFIG);
                            assertThat(failure.problem().text()).contains(first.address());
                        });
    }

    @Test
    void whatAKilledPortLeftInTheSpoolFolderIsClearedAway() throws IOException {
        Files.writeString(spool.resolve("mllp-pas.adt#7.frame"), "left");
        Files.writeString(spool.resolve("mllp-pas.adt-1#7.frame"), "not ours");
        start();
        assertThat(spool.resolve("mllp-pas.adt#7.frame")).doesNotExist();
        assertThat(spool.resolve("mllp-pas.adt-1#7.frame")).exists();
    }

    @Test
    void framesOfAnySizeInAnyPiecesComeOutInOrder() throws Exception {
        MllpPort port = start();
        Random random = new Random(42);
        try (Plug plug = new Plug(port.portNumber())) {
            for (int round = 0; round < 30; round++) {
                int count = 1 + random.nextInt(5);
                java.io.ByteArrayOutputStream wire = new java.io.ByteArrayOutputStream();
                for (int i = 0; i < count; i++) {
                    String filler = "!NTE|" + "x".repeat(random.nextInt(30_000));
                    wire.writeBytes(Mllp.frame(Plug.wire(msh(round + "-" + i) + filler)));
                }
                byte[] all = wire.toByteArray();
                for (int at = 0; at < all.length; ) {
                    int piece = Math.min(all.length - at, 1 + random.nextInt(20_000));
                    plug.socket.getOutputStream().write(all, at, piece);
                    at += piece;
                }
                for (int i = 0; i < count; i++) {
                    assertThat(plug.code()).isEqualTo("AA|" + round + "-" + i);
                }
            }
        }
    }
}

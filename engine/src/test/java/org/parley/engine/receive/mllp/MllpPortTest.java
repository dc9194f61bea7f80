package org.parley.engine.receive.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.PortFailure;
import org.parley.wire.mllp.FrameFault;
import org.parley.wire.mllp.Mllp;
import org.parley.wire.mllp.MllpCounters.Event;
import org.parley.wire.problem.Culprit;

final class MllpPortTest {
    private static final MllpTiming BRISK =
            new MllpTiming(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(600),
                    1_000_000,
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5));

    @TempDir Path spool;
    private final HeldIntake intake = new HeldIntake();
    private final List<MllpPort> ports = new ArrayList<>();

    private MllpPort start(
            boolean release2, long maxFrame, int maxConnections, Duration idle, MllpTiming timing) {
        MllpPort port =
                new MllpPort(
                        "pas.adt",
                        new Transport.MllpIn(
                                "127.0.0.1",
                                0,
                                release2,
                                maxFrame,
                                maxConnections,
                                idle,
                                Optional.empty(),
                                List.of()),
                        intake,
                        spool,
                        Clock.system(),
                        timing);
        ports.add(port);
        port.start();
        return port;
    }

    private MllpPort start() {
        return start(false, 64 << 20, 100, Duration.ofMinutes(1), MllpTiming.USUAL);
    }

    private MllpPort brisk() {
        return start(false, 64 << 20, 100, Duration.ofMinutes(1), BRISK);
    }

    @AfterEach
    void stop() {
        ports.forEach(MllpPort::close);
    }

    private static String msh(String id) {
        return "MSH|^~\\&|PAS|R0A|EPR|R0A|20260101120000||ADT^A01|" + id + "|P|2.4";
    }

    private static String msh(String id, String accept, String application) {
        return msh(id) + "|||" + accept + "|" + application;
    }

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
    void aFrameOf40MiBIsSpooledWithLittleHeap() throws Exception {
        intake.keepBytes = false;
        MllpPort port = start();
        byte[] head = Plug.wire("<" + msh("big") + "!OBX|1|ED|||");
        byte[] piece = "QUJD".repeat(16 << 10).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        long before = usedHeap();
        long most = 0;
        try (Plug plug = new Plug(port.portNumber())) {
            intake.hold();
            plug.say(head);
            for (int i = 0; i < 640; i++) {
                plug.say(piece);
                if (i % 64 == 0) {
                    most = Math.max(most, usedHeap());
                }
            }
            plug.say("!>!");
            intake.awaitGot(1);
            assertThat(intake.got.getFirst().spooled()).isTrue();
            assertThat(spool).isNotEmptyDirectory();
            intake.durable.release();
            assertThat(plug.code()).isEqualTo("AA|");
        }
        assertThat(most - before).isLessThan(8 << 20);
        assertThat(spool).as("the spool file is gone once it is journaled").isEmptyDirectory();
    }

    @Test
    void aFrameOf100MiBIsRefusedAtTheLimitAndTheConnectionGoesOn() throws Exception {
        MllpPort port = start();
        byte[] piece = new byte[1 << 20];
        java.util.Arrays.fill(piece, (byte) 'x');
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("big") + "!OBX|");
            for (int i = 0; i < 100; i++) {
                plug.say(piece);
            }
            plug.say(">!<" + msh("next") + ">!");
            assertThat(plug.code()).isEqualTo("AR|big");
            assertThat(plug.code()).isEqualTo("AA|next");
        }
        assertThat(intake.got.getFirst().trouble().orElseThrow().code()).isEqualTo("PAR-1105");
        assertThat(intake.got.getFirst().bytes()).hasSize(64 << 10);
        assertThat(spool).isEmptyDirectory();
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void aConnectionTooManyIsClosedAndCounted() throws Exception {
        MllpPort port = start(false, 1 << 20, 2, Duration.ofMinutes(1), MllpTiming.USUAL);
        try (Plug one = new Plug(port.portNumber());
                Plug two = new Plug(port.portNumber())) {
            awaitThat(() -> port.counters().connections() == 2);
            try (Plug three = new Plug(port.portNumber())) {
                assertThat(three.code()).isEqualTo("EOF");
            }
            one.say("<" + msh("a") + ">!");
            assertThat(one.code()).isEqualTo("AA|a");
            two.socket.close();
            awaitThat(() -> port.counters().connections() == 1);
        }
        assertThat(port.counters().of(Event.TURNED_AWAY)).isEqualTo(1);
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

    @Test
    void twoThousandIdleConnectionsCostLittleHeap() throws Exception {
        MllpPort port = start(false, 1 << 20, 5_000, Duration.ofMinutes(1), MllpTiming.USUAL);
        List<Plug> plugs = new ArrayList<>();
        long before = usedHeap();
        try {
            for (int i = 0; i < 2_000; i++) {
                plugs.add(new Plug(port.portNumber()));
            }
            awaitThat(() -> port.counters().connections() == 2_000);
            long each = (usedHeap() - before) / 2_000;
            System.out.println(
                    "an idle MLLP connection costs "
                            + each
                            + " bytes of heap, its client included");
            assertThat(each).isLessThan(20_000);
            plugs.getLast().say("<" + msh("a") + ">!");
            assertThat(plugs.getLast().code()).isEqualTo("AA|a");
        } finally {
            for (Plug plug : plugs) {
                plug.close();
            }
        }
    }

    private static void awaitThat(java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(until);
            Thread.sleep(2);
        }
    }
}

package org.parley.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.app.RunningTrust;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Source;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.ledger.Book;
import org.parley.testkit.trust.Expectation;
import org.parley.testkit.trust.Ledger;
import org.parley.testkit.trust.Outgoing;
import org.parley.testkit.trust.Reckoning;
import org.parley.testkit.trust.SenderSettings;
import org.parley.testkit.trust.SimulatedReceiver;
import org.parley.testkit.trust.SimulatedSender;
import org.parley.testkit.trust.Told;
import org.parley.wire.hl7v2.AcknowledgementMode;
import org.parley.wire.hl7v2.Batch;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.mllp.AnswersWanted;
import org.parley.wire.mllp.Mllp;

/**
 * Messages of any kind go through a route without a map to three receivers, byte for byte, or are
 * refused with a reason.
 */
@Tag("slow")
final class RecordedTrafficTest {
    private static final Path CORPUS = Path.of("../../shared/corpus");
    private static final List<String> RECEIVERS = List.of("one.all", "two.all", "three.all");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void theExampleTrustsMessagesArriveByteForByteAtThreeReceivers() throws IOException {
        play(hl7Files(Path.of("../trust/in")), 10);
    }

    @Test
    void everyMessageOfTheCorpusArrivesByteForByteOrIsRefusedWithAReason() throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            System.out.println(
                    "NOT RUN: the corpus is not at " + CORPUS.toAbsolutePath().normalize());
        }
        Assumptions.assumeTrue(Files.isDirectory(CORPUS));
        play(hl7Files(CORPUS), 2_500);
    }

    private static List<byte[]> hl7Files(Path under) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(under)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.toString();
                if (name.endsWith(".hl7") || name.endsWith(".txt")) {
                    byte[] bytes = Files.readAllBytes(file);
                    Batch batch = Batch.read(bytes);
                    batch.messages().forEach(message -> messages.add(batch.copy(message)));
                }
            }
        }
        return messages;
    }

    /**
     * Control ids in a corpus repeat; the ledger knows messages by them, so only the first of each
     * id is played.
     */
    private void play(List<byte[]> all, int atLeast) throws IOException {
        Ledger ledger =
                new Ledger(RECEIVERS, Expectation.everythingTo(RECEIVERS.toArray(String[]::new)));
        List<SimulatedReceiver> receivers =
                RECEIVERS.stream().map(name -> new SimulatedReceiver(name, 0, ledger)).toList();
        Environment environment =
                Environment.system()
                        .with(
                                Map.of(
                                        "one", receivers.get(0).address(),
                                        "two", receivers.get(1).address(),
                                        "three", receivers.get(2).address()));
        if (!(Configuration.read(Source.of(files(), folder), "local", environment)
                instanceof Configuration.Good good)) {
            throw new AssertionError("the configuration of this test is wrong");
        }
        RunningTrust.Settings settings =
                new RunningTrust.Settings(
                        folder.resolve("data"),
                        JournalSettings.defaults().withSegmentBytes(16L << 20),
                        Duration.ofDays(1));
        try (RunningTrust trust = RunningTrust.start(good.loaded(), settings)) {
            String address = String.valueOf(trust.engine().addresses().get("source.all"));
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            InetSocketAddress engine =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            int played = 0;
            try (SimulatedSender sender =
                    new SimulatedSender("source.all", engine, SenderSettings.usual(4), ledger)) {
                Set<String> ids = new HashSet<>();
                for (byte[] message : all) {
                    String id =
                            Message.read(message) instanceof Reading.Good read
                                    ? read.message().controlId()
                                    : "";
                    if (!id.isEmpty() && ids.add(id)) {
                        if (wantsAnAnswer(message)) {
                            sender.offer(outgoing(message, id));
                        } else {
                            sendAndForget(ledger, port, message, id);
                        }
                        played++;
                    }
                }
                assertThat(sender.drain(Duration.ofMinutes(2))).isTrue();
            }
            awaitNothingWaiting(trust);
            Reckoning reckoning = ledger.reckon();
            System.out.println("recorded traffic: " + reckoning);
            assertThat(played).isGreaterThanOrEqualTo(atLeast);
            assertThat(reckoning.accepted() + reckoning.refused()).isEqualTo(played);
            assertThat(reckoning.clean()).as(reckoning.toString()).isTrue();
            assertThat(reckoning.refused())
                    .as("each refusal has a reason in the journal")
                    .isLessThan(played / 20 + 1);
            assertThat(trust.engine().book().imbalances()).isEmpty();
        } finally {
            receivers.forEach(SimulatedReceiver::close);
        }
    }

    private static boolean wantsAnAnswer(byte[] message) {
        AcknowledgementMode mode = AnswersWanted.by(message);
        return mode.accept().wanted(true) || mode.application().wanted(true);
    }

    /**
     * Some senders ask for no answer (NE in MSH-15 and MSH-16); for them, sent is all there is to
     * know.
     */
    private static void sendAndForget(Ledger ledger, int port, byte[] message, String id)
            throws IOException {
        Outgoing outgoing = outgoing(message, id);
        ledger.sending(outgoing);
        ledger.attempted(id);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(Mllp.frame(message));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        ledger.told(id, Told.ACCEPTED);
    }

    private static Outgoing outgoing(byte[] message, String id) {
        return new Outgoing(Instant.EPOCH, "source.all", message, id, "", Optional.empty());
    }

    private static void awaitNothingWaiting(RunningTrust trust) {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        do {
            trust.engine().settle(Duration.ofSeconds(30));
            LockSupport.parkNanos(20_000_000);
        } while (System.nanoTime() < until
                && trust.engine().book().legs().stream().mapToLong(Book.LegLine::waiting).sum()
                        > 0);
        for (DeliveryRef ref : trust.engine().ledger().waiting(10)) {
            byte[] body = trust.engine().journal().entry(ref.position()).orElseThrow().body();
            System.out.println(
                    "waits for "
                            + ref.destination()
                            + ": "
                            + (Message.read(body) instanceof Reading.Good good
                                    ? good.message().controlId()
                                    : "?"));
        }
        for (Book.LegLine leg : trust.engine().book().legs()) {
            leg.trouble()
                    .ifPresent(trouble -> System.out.println(leg.destination() + ": " + trouble));
        }
    }

    private static Map<String, byte[]> files() throws IOException {
        try (InputStream in =
                RecordedTrafficTest.class.getResourceAsStream("three-receivers.yaml")) {
            byte[] configuration = Objects.requireNonNull(in).readAllBytes();
            byte[] none = "one: \"\"\ntwo: \"\"\nthree: \"\"\n".getBytes(StandardCharsets.UTF_8);
            return Map.of("trust.yaml", configuration, "env/local.yaml", none);
        }
    }
}

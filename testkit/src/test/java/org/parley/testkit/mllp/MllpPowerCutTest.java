package org.parley.testkit.mllp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.Engine;
import org.parley.engine.Parts;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Senders;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.engine.ledger.Book;
import org.parley.engine.plan.Condition;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.mllp.MllpPort;
import org.parley.testkit.contract.HeldIntake;
import org.parley.testkit.contract.Waiting;
import org.parley.testkit.disk.FaultyDisk;
import org.parley.testkit.disk.FaultyDisk.Call;
import org.parley.wire.mllp.Mllp;

/**
 * The whole engine on its own threads and real sockets, over disks in memory whose power is cut:
 * what a sender was answered is there afterwards, and what the book calls delivered is not sent
 * again.
 */
final class MllpPowerCutTest {
    private static final Logger ENGINE = Logger.getLogger("org.parley.engine");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SENDERS = 4;

    /** Frames that a sender writes before it reads the first answer. */
    private static final int AT_ONCE = 3;

    /** A force takes so long: time enough for an answer that does not wait for it. */
    private static final long FORCE_NANOS = 1_000_000;

    @TempDir Path scratch;
    private final HeldIntake arrived = new HeldIntake();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final List<Thread> senders = new ArrayList<>();
    private MllpPort receiver = listen("lims", arrived);
    private volatile boolean stopping;
    private int named;

    @BeforeAll
    static void quiet() {
        ENGINE.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        ENGINE.setLevel(null);
    }

    @BeforeEach
    void startReceiver() {
        receiver = listen("lims", arrived);
        receiver.start();
    }

    @AfterEach
    void stopReceiver() {
        receiver.close();
    }

    private static Transport.MllpIn anyPort() {
        return new Transport.MllpIn(
                "127.0.0.1",
                0,
                false,
                1 << 20,
                100,
                Duration.ofMinutes(1),
                Optional.empty(),
                List.of());
    }

    private MllpPort listen(String name, org.parley.engine.receive.Intake toward) {
        return new MllpPort(name, anyPort(), toward, scratch, Clock.system());
    }

    private static int number(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private Plan plan() {
        InPort port =
                new InPort(
                        "pas.adt",
                        "Operations",
                        anyPort(),
                        new InPort.Speaks(InPort.Format.HL7V2, Optional.of("2.4"), ISO_8859_1),
                        new InPort.OrderBy.Patient(),
                        List.of());
        Transport.MllpOut lims =
                new Transport.MllpOut(
                        "127.0.0.1", number(receiver.address()), false, Optional.empty());
        Route.Leg leg =
                new Route.Leg(
                        "lims", Condition.always(), Optional.empty(), new Route.IfRejected.Park());
        return new Plan(
                "Northmoor",
                "1",
                Map.of("pas.adt", port),
                Map.of("lims", new Destination("lims", "Owner", lims, 2, Duration.ofSeconds(5))),
                List.of(
                        new Route(
                                "all",
                                "because",
                                List.of("pas.adt"),
                                Condition.always(),
                                Optional.empty(),
                                List.of(leg))));
    }

    /** Both disks of a machine, whose power goes at once. */
    private static final class Machine {
        final FaultyDisk journal;
        final FaultyDisk ledger;
        private volatile boolean dead;

        Machine(long seed) {
            journal = new FaultyDisk(new Random(seed));
            ledger = new FaultyDisk(new Random(seed));
        }

        void powerOn() {
            dead = false;
            for (FaultyDisk disk : List.of(journal, ledger)) {
                disk.fault((call, name) -> {
                    if (call == Call.FORCE && !dead) {
                        LockSupport.parkNanos(FORCE_NANOS);
                    }
                    if (dead) {
                        throw FaultyDisk.inputOutputError();
                    }
                });
            }
        }

        void cut() {
            dead = true;
        }

        /** When nobody uses them any more. */
        void loseWhatWasNotForced() {
            journal.crash();
            ledger.crash();
        }
    }

    private Engine start(Machine machine, long seed) {
        machine.powerOn();
        SegmentJournal journal =
                SegmentJournal.open(
                        machine.journal,
                        JournalSettings.defaults()
                                .withSegmentBytes(64 << 10)
                                .withReserveBytes(0)
                                .withPack(false),
                        Clock.system(),
                        new Random(seed),
                        Thread.ofPlatform().daemon().factory());
        return Engine.start(
                plan(),
                Map.of("trust.yaml", new byte[] {'x'}),
                new Parts(
                        machine.ledger,
                        journal,
                        Clock.system(),
                        new SplittableRandom(seed),
                        (port, intake) -> listen(port.name(), intake),
                        new Senders(Clock.system())::open,
                        files -> Optional.empty(),
                        Thread.ofPlatform().daemon().factory(),
                        Thread.ofVirtual().factory(),
                        256L << 20,
                        (position, end) -> {}));
    }

    private void send(Engine engine, int most) {
        int port = number(engine.addresses().getOrDefault("pas.adt", ""));
        for (int sender = 0; sender < SENDERS; sender++) {
            String name = "S" + named++ + "-";
            senders.add(Thread.ofVirtual().start(() -> send(port, name, most)));
        }
    }

    /** Several frames at once, then their answers; until it was told to stop or hung up on. */
    private void send(int port, String name, int most) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int next = 0; next < most && !stopping; next += AT_ONCE) {
                ByteArrayOutputStream frames = new ByteArrayOutputStream();
                for (int i = next; i < next + AT_ONCE; i++) {
                    frames.write(Mllp.frame(message(name + i)));
                }
                socket.getOutputStream().write(frames.toByteArray());
                for (int i = next; i < next + AT_ONCE; i++) {
                    String answer = answer(in);
                    if (answer.contains("\rMSA|AA|" + name + i)) {
                        answered.add(name + i);
                    }
                }
            }
        } catch (IOException gone) {
            stopping = true; // the engine has no power
        }
    }

    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int next = in.read(); next != Mllp.FS; next = in.read()) {
            if (next < 0) {
                throw new IOException("the engine hung up");
            }
            all.write(next);
        }
        in.read();
        return all.toString(ISO_8859_1);
    }

    private static byte[] message(String controlId) {
        return ("MSH|^~\\&|PAS|R0A|LIMS|R0A|20260101||ADT^A08|"
                        + controlId
                        + "|P|2.4\rPID|1||M"
                        + controlId.hashCode() % 7
                        + "\r")
                .getBytes(ISO_8859_1);
    }

    private void joinSenders() throws InterruptedException {
        for (Thread sender : senders) {
            assertThat(sender.join(PATIENCE)).isTrue();
        }
        senders.clear();
        stopping = false;
    }

    private List<String> arrivedIds() {
        return arrived.got().stream().map(got -> got.text().split("\\|", -1)[9]).toList();
    }

    private static boolean allDelivered(Engine engine) {
        Book.LegLine leg = engine.book().legs().getFirst();
        return leg.waiting() == 0 && leg.delivered() == leg.routed();
    }

    @Test
    void everyMessageThatWasAnsweredArrivesThoughThePowerFailedUnderIt() throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            Machine machine = new Machine(seed);
            Engine first = start(machine, seed);
            int enough = answered.size() + 10 + new Random(seed).nextInt(60);
            send(first, 100_000);
            Waiting.until(PATIENCE, "answers", () -> answered.size() >= enough);
            machine.cut();
            stopping = true;
            joinSenders();
            first.close();
            machine.loseWhatWasNotForced();

            Engine second = start(machine, seed);
            Waiting.until(PATIENCE, "all delivered", () -> allDelivered(second));
            second.close();
            assertThat(arrivedIds()).as("seed " + seed).containsAll(answered);
        }
    }

    @Test
    void whatTheBookCallsDeliveredIsNotSentAgainAfterThePowerFailed() throws Exception {
        for (int seed = 0; seed < 2; seed++) {
            Machine machine = new Machine(seed);
            Engine first = start(machine, seed);
            int before = answered.size();
            send(first, 6);
            joinSenders();
            assertThat(answered).hasSize(before + SENDERS * 6);
            Waiting.until(
                    PATIENCE,
                    "all delivered",
                    () ->
                            first.settle(Duration.ZERO)
                                    && first.book().legs().getFirst().delivered() == SENDERS * 6);
            machine.cut();
            first.close();
            machine.loseWhatWasNotForced();

            Engine second = start(machine, seed);
            send(second, 3);
            Waiting.until(
                    PATIENCE,
                    "the new ones are delivered",
                    () -> second.book().legs().getFirst().delivered() == SENDERS * 9);
            joinSenders();
            second.close();
        }
        assertThat(arrivedIds()).doesNotHaveDuplicates().containsAll(answered);
    }
}

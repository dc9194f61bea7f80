package org.parley.testkit.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testkit.hospital.Hospital;
import org.parley.testkit.hospital.HospitalSettings;

class SimulatedTrustTest {
    private static final SenderSettings QUICK =
            new SenderSettings(4, 64, Duration.ofSeconds(20), Duration.ofMillis(20));

    @Test
    void anHonestEngineIsFoundHonest() throws IOException {
        Reckoning r = run(TinyEngine.Sin.NONE, 1_000, List.of());
        assertThat(r.sent()).isEqualTo(1_000);
        assertThat(r.refused()).as("garbage is refused").isPositive();
        assertThat(r.undecided()).isZero();
        assertThat(r.clean()).as("%s", r).isTrue();
    }

    @Test
    void anEngineThatLosesIsFoundOut() throws IOException {
        Reckoning r = run(TinyEngine.Sin.LOSES_EVERY_TENTH, 500, List.of());
        assertThat(r.lost()).isBetween(40L, 50L);
        assertThat(r.examples()).anyMatch(e -> e.startsWith("lost at lims.demographics: "));
        assertThat(r.at("epr.all").lost()).isZero();
    }

    @Test
    void anEngineThatDoublesIsFoundOut() throws IOException {
        Reckoning r = run(TinyEngine.Sin.DOUBLES_EVERY_TENTH, 500, List.of());
        // a tenth of what was tried; a try that was not answered in time is made again
        assertThat(r.duplicates()).isBetween(40L, r.attempts() / 10 + 10);
    }

    @Test
    void anEngineThatAltersIsFoundOut() throws IOException {
        Reckoning r = run(TinyEngine.Sin.ALTERS_EVERY_TENTH, 500, List.of());
        assertThat(r.wrongBytes()).isBetween(40L, r.attempts() / 10 + 10);
    }

    @Test
    void receiversThatMisbehaveAreNotHeldAgainstTheEngine() throws IOException {
        List<Behaviour> faults =
                List.of(
                        new Behaviour.Dead(),
                        new Behaviour.Stalls(),
                        new Behaviour.AnswersForAnother(),
                        new Behaviour.SaysNo("AE"),
                        new Behaviour.ResetsInMidFrame(),
                        new Behaviour.Dribbles(Duration.ofMillis(1)),
                        new Behaviour.AnswersLate(Duration.ofMillis(100)));
        Reckoning r = run(TinyEngine.Sin.NONE, 300, faults);
        assertThat(r.undecided()).isZero();
        assertThat(r.clean()).as("%s", r).isTrue();
    }

    @Test
    void aSenderSendsTheSameBytesAgainUntilItIsTold() throws IOException {
        Ledger ledger = new Ledger(List.of("x.y"), m -> List.of());
        try (SimulatedReceiver engine = new SimulatedReceiver("x.y", 0, ledger)) {
            engine.behave(new Behaviour.AnswersForAnother());
            SenderSettings impatient =
                    new SenderSettings(1, 8, Duration.ofMillis(100), Duration.ofMillis(10));
            try (SimulatedSender sender =
                    new SimulatedSender("pas.adt", at(engine), impatient, ledger)) {
                sender.offer(
                        Traffic.of(new Hospital(HospitalSettings.ofSeed(1))).next().orElseThrow());
                await(() -> engine.seen() >= 3);
                assertThat(sender.accepted()).isZero();
                engine.behave(Behaviour.HEALTHY);
                assertThat(sender.drain(Duration.ofSeconds(10))).isTrue();
                assertThat(sender.accepted()).isEqualTo(1);
                assertThat(sender.latencies().count()).isEqualTo(1);
                assertThat(sender.unanswered()).isGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void rowsOfADroppedFileAreFollowedToAFolder(@TempDir Path folder) throws IOException {
        Ledger ledger =
                new Ledger(
                        List.of("bank.shifts"),
                        m -> List.of(new Expectation.Due("bank.shifts", false)));
        Path in = folder.resolve("in");
        Path out = folder.resolve("out");
        byte[] csv =
                "Id,Name\r\n1,Siân\r\n2,O'Neill\r\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (FileDrop drop = new FileDrop(in, ledger);
                FolderReceiver receiver =
                        new FolderReceiver(
                                "bank.shifts", out, "*.csv", Identity.LAST_LINE, ledger)) {
            drop.offer(
                    new Outgoing(
                            java.time.Instant.EPOCH,
                            "eroster.shifts",
                            csv,
                            "r1.csv",
                            "W1",
                            Optional.empty()));
            assertThat(Files.readAllBytes(in.resolve("r1.csv"))).isEqualTo(csv);
            assertThat(ledger.reckon().undecided()).isEqualTo(2);
            Files.delete(in.resolve("r1.csv"));
            assertThat(drop.drain(Duration.ofSeconds(5))).isTrue();
            assertThat(ledger.reckon().lost()).isEqualTo(2);
            Files.writeString(out.resolve("a.tmp"), "still being written");
            Files.writeString(out.resolve("a.csv"), "Id,Name\n1,Siân\n");
            Files.writeString(out.resolve("b.csv"), "Id,Name\n2,O'Neill\n");
            await(() -> receiver.seen() == 2);
            assertThat(ledger.reckon().clean()).as("%s", ledger.reckon()).isTrue();
            assertThat(out.resolve("a.tmp")).exists();
        }
    }

    @Test
    void aWebReceiverAnswersAsItBehaves() throws IOException, InterruptedException {
        Ledger ledger = new Ledger(List.of("ward.app"), Expectation.everythingTo("ward.app"));
        Outgoing m =
                Traffic.of(new Hospital(HospitalSettings.ofSeed(2).spotless()))
                        .next()
                        .orElseThrow();
        ledger.sending(m);
        ledger.attempted(m.controlId());
        ledger.told(m.controlId(), Told.ACCEPTED);
        try (HttpReceiver receiver = new HttpReceiver("ward.app", 0, Identity.HL7V2, ledger);
                HttpClient client = HttpClient.newHttpClient()) {
            receiver.behave(new Behaviour.SaysNo("AE"));
            assertThat(post(client, receiver, m.bytes())).isEqualTo(422);
            receiver.behave(new Behaviour.Dead());
            assertThat(post(client, receiver, m.bytes())).isEqualTo(503);
            receiver.behave(Behaviour.HEALTHY);
            assertThat(post(client, receiver, m.bytes())).isEqualTo(200);
            assertThat(receiver.seen()).isEqualTo(2);
            assertThat(ledger.reckon().clean()).as("%s", ledger.reckon()).isTrue();
        }
    }

    @Test
    void theSameSeedGivesTheSameChaosAndAnotherOneAnother() {
        List<String> names = List.of("b", "a");
        Duration run = Duration.ofSeconds(30);
        assertThat(Chaos.schedule(1, names, run))
                .isEqualTo(Chaos.schedule(1, List.of("a", "b"), run));
        assertThat(Chaos.schedule(1, names, run)).isNotEqualTo(Chaos.schedule(2, names, run));
        assertThat(Chaos.schedule(1, names, run)).allMatch(c -> c.at().compareTo(run) < 0);
        assertThat(Chaos.schedule(1, names, run).getLast().behaviour())
                .isEqualTo(Behaviour.HEALTHY);
    }

    private static Reckoning run(TinyEngine.Sin sin, int messages, List<Behaviour> faults)
            throws IOException {
        String[] names = {"lims.demographics", "epr.all"};
        Ledger ledger = new Ledger(List.of(names), Expectation.everythingTo(names));
        try (SimulatedReceiver one = new SimulatedReceiver(names[0], 0, ledger);
                SimulatedReceiver two = new SimulatedReceiver(names[1], 0, ledger);
                TinyEngine engine = new TinyEngine(List.of(at(one), at(two)), sin);
                SimulatedSender sender =
                        new SimulatedSender("pas.adt", engine.address(), QUICK, ledger)) {
            Hospital hospital = new Hospital(HospitalSettings.ofSeed(7).withDirty(0.1));
            Traffic adt =
                    () -> {
                        while (true) {
                            Outgoing next = Outgoing.of(hospital.next());
                            if (next.port().equals("pas.adt")) {
                                return Optional.of(next);
                            }
                        }
                    };
            Pump pump = new Pump(adt, Map.of("pas.adt", sender), new Pace.FlatOut());
            int parts = faults.size() + 1;
            for (int i = 0; i < parts; i++) {
                one.behave(i == 0 ? Behaviour.HEALTHY : faults.get(i - 1));
                Thread healer =
                        Thread.ofVirtual()
                                .start(() -> {
                                    await(() -> one.seen() > 0);
                                    java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
                                    one.behave(Behaviour.HEALTHY);
                                });
                pump.run(Duration.ofDays(1), messages / parts);
                join(healer);
            }
            pump.run(Duration.ofDays(1), messages - (long) messages / parts * parts);
            assertThat(sender.drain(Duration.ofSeconds(30))).isTrue();
            return ledger.reckon();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int post(HttpClient client, HttpReceiver to, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(to.address()))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static InetSocketAddress at(SimulatedReceiver receiver) {
        return new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), receiver.port());
    }

    static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 10 s").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}

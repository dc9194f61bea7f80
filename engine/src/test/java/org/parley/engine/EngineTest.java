package org.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.engine.EngineHarness.adt;
import static org.parley.engine.EngineHarness.plan;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.OrderLanes;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.MemoryJournal;
import org.parley.engine.ledger.Book;
import org.parley.engine.ledger.Trace;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Route.IfRejected;
import org.parley.engine.receive.Intake.Incoming;
import org.parley.engine.receive.Intake.Taken;
import org.parley.engine.route.OrderKeys;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

final class EngineTest {
    private static final Problem SAYS_NO =
            new Problem("PAR-5998", Culprit.RECEIVER, "They say no.", "Ask them why.");
    private static final String LIMS = "lims.demographics";
    private static final String EPR = "epr.all";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Plan both =
            plan(
                    "1",
                    Map.of(LIMS, "MSH-9.2 in (A01, A02)", EPR, "MSH-9.2 = A01"),
                    new IfRejected.Park());

    private EngineHarness harness(Plan plan) {
        return new EngineHarness(new KeptJournal(new MemoryJournal(Clock.system())), folder, plan);
    }

    @Test
    void aMessageGoesByteForByteToEveryDestinationThatWantsIt() {
        try (EngineHarness h = harness(both)) {
            h.accepted(adt("A01", "1", "7"));
            h.accepted(adt("A02", "2", "7"));
            h.until(() -> delivered(h) == 3);
            assertThat(h.arrived.get(LIMS))
                    .containsExactly(adt("A01", "1", "7"), adt("A02", "2", "7"));
            assertThat(h.arrived.get(EPR)).containsExactly(adt("A01", "1", "7"));
            assertThat(h.engine.book().balanced()).isTrue();
        }
    }

    @Test
    void whatNoRouteWantsIsParkedWithAnOwnerAndWhatARuleFiltersIsCounted() {
        try (EngineHarness h = harness(both)) {
            long unwanted = h.accepted(adt("A31", "1", "7"));
            h.accepted(adt("A99", "2", "7"));
            Taken refused = h.take("not a message");
            assertThat(refused).isInstanceOf(Taken.Refused.class);
            h.engine.settle(Duration.ofSeconds(10));
            Book book = h.engine.book();
            assertThat(book.ports())
                    .containsExactly(new Book.PortLine(EngineHarness.PORT, 3, 1, 1, 1, 1));
            assertThat(book.imbalances()).isEmpty();
            ParkedDelivery parked = h.engine.ledger().parked(10).getFirst();
            assertThat(parked.ref())
                    .isEqualTo(new DeliveryRef(unwanted, DeliveryRef.UNOWNED, EngineHarness.PORT));
            assertThat(parked.owner()).isEqualTo("Operations");
            assertThat(parked.problem().code()).isEqualTo("PAR-4090");
        }
    }

    @Test
    void whatNoRouteWantedIsRoutedAgainOnceAReleaseWantsIt() {
        try (EngineHarness h = harness(both)) {
            h.accepted(adt("A31", "1", "7"));
            h.engine.settle(Duration.ofSeconds(10));
            ParkedDelivery parked = h.engine.ledger().parked(10).getFirst();
            assertThat(h.engine.acts().resend(parked.ref(), "Sam", "try"))
                    .as("sending it again would change nothing, and that is said")
                    .get()
                    .extracting(Problem::code)
                    .isEqualTo("PAR-5014");
            h.engine.settle(Duration.ofSeconds(10));
            assertThat(h.engine.ledger().parked(10)).as("still no route").hasSize(1);
            h.restart(plan("2", Map.of(LIMS, "MSH-9.2 = A31"), new IfRejected.Park()));
            assertThat(h.engine.acts().resend(parked.ref(), "Sam", "now there is a route"))
                    .isEmpty();
            h.until(() -> delivered(h) == 1);
            assertThat(h.arrived.get(LIMS)).containsExactly(adt("A31", "1", "7"));
            assertThat(h.engine.book().imbalances()).isEmpty();
            assertThat(h.engine.ledger().parked(10)).isEmpty();
        }
    }

    @Test
    void ofTwoActsOnOneDeliveryAtOnceTheSecondIsToldThatItCameTooLate() {
        try (EngineHarness h = harness(both)) {
            for (int i = 0; i < 50; i++) {
                h.receivers.put(LIMS, outgoing -> new Answer.Rejected("AE", SAYS_NO));
                long at = h.accepted(adt("A02", "C" + i, "7"));
                h.until(() -> h.engine.ledger().parked(ref(at)).isPresent());
                h.receivers.remove(LIMS);
                assertThat(h.engine.acts().close(ref(at), "Sam", "sent by hand")).isEmpty();
                assertThat(h.engine.acts().resend(ref(at), "Kim", "they mended it"))
                        .get()
                        .extracting(Problem::code)
                        .isEqualTo("PAR-5010");
            }
            assertThat(h.arrived).doesNotContainKey(LIMS);
        }
    }

    @Test
    void largeMessagesWaitForOneAnotherAndSmallOnesDoNot() {
        Journal journal = new KeptJournal(new MemoryJournal(Clock.system()));
        try (EngineHarness h = new EngineHarness(journal, folder, both, 9L << 20)) {
            AtomicInteger large = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            CountDownLatch small = new CountDownLatch(1);
            for (String destination : List.of(LIMS, EPR)) {
                h.receivers.put(
                        destination,
                        outgoing -> {
                            if (outgoing.bytes().length < 1000) {
                                small.countDown();
                                return new Answer.Accepted("AA", Duration.ZERO);
                            }
                            most.accumulateAndGet(large.incrementAndGet(), Math::max);
                            awaitQuietly(small);
                            large.decrementAndGet();
                            return new Answer.Accepted("AA", Duration.ZERO);
                        });
            }
            String scan = "OBX|1|ED|||" + "A".repeat(2 << 20) + "\r";
            for (int i = 0; i < 12; i++) {
                // of one patient, so that a lane of each destination is left for the small one
                h.accepted(adt("A01", "L" + i, "7") + scan);
            }
            String other = inAnotherLaneThan("7");
            h.accepted(adt("A01", "S", other));
            h.until(() ->
                    h.engine.book().legs().stream().mapToLong(Book.LegLine::delivered).sum() == 26);
            assertThat(most).as("3 MiB for messages that take 4").hasValue(1);
            assertThat(h.engine.book().imbalances()).isEmpty();
        }
    }

    private static String inAnotherLaneThan(String mrn) {
        for (int i = 100; ; i++) {
            if (lane(Integer.toString(i)) % 2 != lane(mrn) % 2) {
                return Integer.toString(i);
            }
        }
    }

    private static int lane(String mrn) {
        Message read =
                ((Reading.Good)
                                Message.read(
                                        adt("A01", "x", mrn).getBytes(StandardCharsets.ISO_8859_1)))
                        .message();
        return OrderLanes.of(
                OrderKeys.of(read, new InPort.OrderBy.Patient(), EngineHarness.PORT)[0]);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theSixtyFifthRouteToADestinationIsRefusedAtTheStartNotInTheMidstOfTraffic() {
        try (EngineHarness h = harness(routeNamed("route 1"))) {
            for (int i = 2; i <= 64; i++) {
                h.restart(routeNamed("route " + i));
            }
            assertThatThrownBy(() -> h.restart(routeNamed("route 65")))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("PAR-5016");
            h.restart(routeNamed("route 3"));
            h.accepted(adt("A01", "1", "7"));
            h.until(() -> delivered(h) == 1);
        }
    }

    private static Plan routeNamed(String name) {
        Plan one = plan(name, Map.of(LIMS, "MSH-9.2 = A01"), new IfRejected.Park());
        Route route = one.routes().getFirst();
        Route renamed =
                new Route(name, "why", route.from(), route.when(), route.promise(), route.legs());
        return new Plan(one.trust(), name, one.ports(), one.destinations(), List.of(renamed));
    }

    @Test
    void aRejectedMessageIsParkedAndCanBeResentEditedAndClosed() {
        try (EngineHarness h = harness(both)) {
            h.receivers.put(LIMS, outgoing -> new Answer.Rejected("AE", SAYS_NO));
            long first = h.accepted(adt("A02", "1", "7"));
            long second = h.accepted(adt("A02", "2", "8"));
            long third = h.accepted(adt("A02", "3", "9"));
            h.until(() -> h.engine.ledger().parked(10).size() == 3);
            h.receivers.remove(LIMS);
            assertThat(h.engine.acts().resend(ref(first), "Sam", "they mended it")).isEmpty();
            byte[] edited = adt("A02", "2b", "8").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(h.engine.acts().editAndResend(ref(second), edited, "Sam", "wrong id"))
                    .isEmpty();
            assertThat(h.engine.acts().close(ref(third), "Sam", " ")).isPresent();
            assertThat(h.engine.acts().close(ref(third), "Sam", "sent by hand")).isEmpty();
            h.until(() -> delivered(h) == 2);
            h.until(() -> h.engine.ledger().parked(10).isEmpty());
            assertThat(h.arrived.get(LIMS))
                    .containsExactlyInAnyOrder(adt("A02", "1", "7"), adt("A02", "2b", "8"));
            Book.LegLine line = leg(h, LIMS);
            assertThat(line.closed()).isEqualTo(1);
            assertThat(h.engine.book().imbalances()).isEmpty();
            assertThat(h.engine.acts().close(ref(third), "Sam", "again")).isPresent();
        }
    }

    @Test
    void aDeadDestinationHoldsUpNobodyAndGetsEverythingWhenItComesBack() {
        try (EngineHarness h = harness(both)) {
            h.receivers.put(LIMS, outgoing -> new Answer.Unreachable(SAYS_NO));
            for (int i = 0; i < 2_000; i++) {
                h.accepted(adt("A01", "c" + i, "m" + i % 50));
            }
            h.until(() -> leg(h, EPR).delivered() == 2_000);
            assertThat(leg(h, LIMS).delivered()).isZero();
            assertThat(leg(h, LIMS).waiting()).isEqualTo(2_000);
            assertThat(leg(h, LIMS).trouble()).contains(SAYS_NO);
            h.receivers.remove(LIMS);
            h.until(() -> leg(h, LIMS).delivered() == 2_000);
            assertThat(h.engine.book().imbalances()).isEmpty();
        }
    }

    @Test
    void afterARestartWhatWaitedIsSentAndWhatWasDeliveredIsNot() {
        try (EngineHarness h = harness(both)) {
            h.receivers.put(EPR, outgoing -> new Answer.Unreachable(SAYS_NO));
            for (int i = 0; i < 500; i++) {
                h.accepted(adt("A01", "c" + i, "m" + i % 50));
            }
            h.until(() -> leg(h, LIMS).delivered() == 500);
            h.receivers.remove(EPR);
            h.restart(both);
            h.until(() -> leg(h, EPR).delivered() == 500);
            assertThat(h.arrived.get(LIMS)).hasSize(500);
            assertThat(h.arrived.get(EPR)).hasSize(500).doesNotHaveDuplicates();
            assertThat(h.engine.book().imbalances()).isEmpty();
        }
    }

    @Test
    void theFoldFromTheStartSaysTheSameAsTheCheckpoint() throws Exception {
        try (EngineHarness h = harness(both)) {
            h.receivers.put(EPR, outgoing -> new Answer.Rejected("AE", SAYS_NO));
            for (int i = 0; i < 100; i++) {
                h.accepted(
                        adt(i % 3 == 0 ? "A01" : i % 3 == 1 ? "A02" : "A31", "c" + i, "m" + i % 5));
            }
            h.until(() -> delivered(h) == 67 && h.engine.ledger().parked(1000).size() == 67);
            Book before = h.engine.book();
            h.restart(both);
            Book fromCheckpoint = h.engine.book();
            h.engine.close();
            java.nio.file.Files.delete(folder.resolve("ledger.checkpoint"));
            h.restart(both);
            Book fromTheStart = h.engine.book();
            assertThat(fromCheckpoint.legs()).containsExactlyInAnyOrderElementsOf(before.legs());
            assertThat(fromTheStart.legs()).containsExactlyInAnyOrderElementsOf(before.legs());
            assertThat(fromTheStart.ports()).isEqualTo(before.ports());
        }
    }

    @Test
    void whatWaitsForADestinationThatIsNoMoreIsParkedWithItsReason() {
        try (EngineHarness h = harness(both)) {
            h.receivers.put(EPR, outgoing -> new Answer.Unreachable(SAYS_NO));
            h.accepted(adt("A01", "1", "7"));
            h.until(() -> leg(h, LIMS).delivered() == 1);
            h.restart(plan("2", Map.of(LIMS, "MSH-9.2 = A01"), new IfRejected.Park()));
            h.until(() -> h.engine.ledger().parked(10).size() == 1);
            assertThat(h.engine.ledger().parked(10).getFirst().problem().code())
                    .isEqualTo("PAR-5013");
            assertThat(h.engine.book().imbalances()).isEmpty();
        }
    }

    @Test
    void theSameIdempotencyKeyIsTakenOnceAlsoAfterARestart() {
        try (EngineHarness h = harness(both)) {
            long first = offered(h, adt("A01", "1", "7"), "key-1");
            assertThat(offered(h, adt("A01", "1", "7"), "key-1")).isEqualTo(first);
            h.restart(both);
            assertThat(offered(h, adt("A01", "1", "7"), "key-1")).isEqualTo(first);
            assertThat(h.intake().offer(incoming(adt("A01", "2", "7"), "key-1")).await())
                    .isInstanceOf(Taken.Refused.class);
            h.until(() -> delivered(h) == 2);
        }
    }

    @Test
    void aTraceSaysWhatBecameOfEachDelivery() {
        try (EngineHarness h = harness(both)) {
            h.receivers.put(EPR, outgoing -> new Answer.Rejected("AE", SAYS_NO));
            long position = h.accepted(adt("A01", "1", "7"));
            h.until(() -> h.engine.ledger().parked(10).size() == 1 && delivered(h) == 1);
            Trace trace = h.engine.ledger().trace(position).orElseThrow();
            assertThat(trace.steps()).hasSize(2);
            assertThat(trace.parked(new DeliveryRef(position, EPR, "to " + EPR))).contains(SAYS_NO);
            assertThat(trace.parked(new DeliveryRef(position, LIMS, "to " + LIMS))).isEmpty();
        }
    }

    private static long offered(EngineHarness h, String message, String key) {
        Taken taken = h.intake().offer(incoming(message, key)).await();
        assertThat(taken).isInstanceOf(Taken.Accepted.class);
        return ((Taken.Accepted) taken).position();
    }

    private static Incoming incoming(String message, String key) {
        return new Incoming(
                new Body.Bytes(message.getBytes(StandardCharsets.ISO_8859_1)),
                "127.0.0.1",
                Optional.empty(),
                Optional.of(key));
    }

    private static DeliveryRef ref(long position) {
        return new DeliveryRef(position, LIMS, "to " + LIMS);
    }

    private static long delivered(EngineHarness h) {
        return h.engine.book().legs().stream().mapToLong(Book.LegLine::delivered).sum();
    }

    private static Book.LegLine leg(EngineHarness h, String destination) {
        List<Book.LegLine> lines =
                h.engine.book().legs().stream()
                        .filter(line -> line.destination().equals(destination))
                        .toList();
        return lines.isEmpty()
                ? new Book.LegLine(
                        "", destination, "", 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty())
                : lines.getFirst();
    }
}

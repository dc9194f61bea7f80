package org.parley.engine.receive.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.RecordingIntake;

/** Raw sockets, with limits short enough to be met. */
final class HttpPortHostileTest {
    private static final String HEAD = "POST /in HTTP/1.1\r\nHost: x\r\n";

    @TempDir private Path spool;

    private final RecordingIntake intake = new RecordingIntake();
    private final List<HttpPort> opened = new ArrayList<>();

    private HttpPort port() {
        return opened.getFirst();
    }

    @BeforeEach
    void start() {
        var limits =
                new HttpLimits(
                        50,
                        Duration.ofMillis(1500),
                        Duration.ofMillis(1200),
                        16 * 1024,
                        2048,
                        64 * 1024,
                        80 * 1024,
                        200);
        var http =
                new Transport.HttpIn(
                        "127.0.0.1", 0, "/in", 1 << 20, Optional.empty(), Optional.empty());
        var port =
                new HttpPort(
                        Ports.in(InPort.Format.BYTES), http, intake, spool, Clock.system(), limits);
        port.start();
        opened.add(port);
    }

    @AfterEach
    void stop() {
        opened.forEach(HttpPort::close);
    }

    private String ask(String request) throws IOException {
        try (Raw raw = new Raw(port().address())) {
            return raw.write(request).rest();
        }
    }

    @Test
    void aRequestWithoutLengthIsAskedForOne() throws IOException {
        String answer = ask(HEAD + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 411").contains("PAR-1202");
        assertThat(answer).containsOnlyOnce("HTTP/1.1");
    }

    @Test
    void twoLengthsOrALengthAndChunksAreNotTaken() throws IOException {
        String both = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        assertThat(ask(HEAD + both)).doesNotStartWith("HTTP/1.1 202");
        String two = "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde";
        assertThat(ask(HEAD + two)).doesNotStartWith("HTTP/1.1 202");
        String minus = "Content-Length: -1\r\n\r\n";
        assertThat(ask(HEAD + minus)).doesNotStartWith("HTTP/1.1 202");
        assertThat(intake.kept()).isEmpty();
    }

    @Test
    void nonsenseIsAnsweredAsNonsense() throws IOException {
        assertThat(ask("\u000bMSH|^~\\&|not http\u001c\r\r\n\r\n")).doesNotContain(" 202 ");
        assertThat(ask("POST /in HTTP/1.1\r\nHost x\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("PAR-1212");
        assertThat(ask(HEAD + "X: " + "y".repeat(4000) + "\r\n\r\n")).contains("PAR-1212");
        assertThat(intake.kept()).isEmpty();
    }

    @Test
    void aSlowHeadIsCutOff() throws Exception {
        long began = System.nanoTime();
        try (Raw raw = new Raw(port().address())) {
            raw.write(HEAD);
            Thread.ofVirtual().start(() -> dribble(raw, "X: " + "y".repeat(1000)));
            assertThat(restOrReset(raw)).doesNotContain(" 202 ");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    @Tag("slow")
    void aSilentConnectionIsCutOff() throws Exception {
        try (Raw raw = new Raw(port().address())) {
            assertThat(restOrReset(raw)).isIn("", "reset");
        }
        try (Raw raw = new Raw(port().address())) {
            raw.write("PO");
            assertThat(restOrReset(raw)).isIn("", "reset");
        }
    }

    @Test
    void aSlowBodyIsCutOffAndNotTaken() throws Exception {
        long began = System.nanoTime();
        try (Raw raw = new Raw(port().address())) {
            raw.write(HEAD + "Content-Length: 1000\r\n\r\n");
            Thread.ofVirtual().start(() -> dribble(raw, "z".repeat(1000)));
            assertThat(restOrReset(raw)).startsWith("HTTP/1.1 408").contains("PAR-1203");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
        assertThat(intake.kept()).isEmpty();
    }

    @Test
    void aBodyThatStopsIsCutOffAndNotTaken() throws Exception {
        try (Raw raw = new Raw(port().address())) {
            raw.write(HEAD + "Content-Length: 1000\r\n\r\nabc");
            assertThat(raw.rest()).startsWith("HTTP/1.1 408").contains("PAR-1203");
        }
        assertThat(intake.kept()).isEmpty();
    }

    @Test
    @Tag("slow")
    void aBodyThatEndsEarlyIsNotTaken() throws Exception {
        try (Raw raw = new Raw(port().address())) {
            raw.write(HEAD + "Content-Length: 1000\r\n\r\nabc").endOutput();
            assertThat(raw.rest()).doesNotContain(" 202 ");
        }
        try (Raw raw = new Raw(port().address())) {
            raw.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n").endOutput();
            assertThat(raw.rest()).doesNotContain(" 202 ");
        }
        try (Raw raw = new Raw(port().address())) {
            raw.write(HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n");
            assertThat(restOrReset(raw)).doesNotContain(" 202 ");
        }
        assertThat(intake.kept()).isEmpty();
    }

    @Test
    void requestsInOnePacketAreAnsweredInOrder() throws IOException {
        String one = HEAD + "Content-Length: 3\r\n\r\none";
        String two = HEAD + "Connection: close\r\nContent-Length: 3\r\n\r\ntwo";
        assertThat(ask(one + two)).containsSubsequence("\"position\":0", "\"position\":1");
        assertThat(intake.texts()).containsExactly("one", "two");
    }

    @Test
    void aSenderThatAsksFirstIsToldBeforeItSendsTheBody() throws IOException {
        String tooLong = HEAD + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n";
        assertThat(ask(tooLong)).startsWith("HTTP/1.1 413").doesNotContain("100 Continue");
    }

    @Test
    @Tag("slow")
    void aLongWaitForTheDiskIsNotTakenForAnIdleConnection() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        intake.hold(disk);
        try (Raw raw = new Raw(port().address())) {
            raw.write(HEAD + "Connection: close\r\nContent-Length: 1\r\n\r\nx");
            Thread.ofVirtual()
                    .start(() -> {
                        pause(Duration.ofMillis(3500));
                        disk.countDown();
                    });
            assertThat(raw.rest()).startsWith("HTTP/1.1 202");
        }
    }

    @Test
    void bodiesThatWouldFillTheHeapGoThroughFiles() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        intake.hold(disk);
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String body = String.valueOf(i).repeat(60_000);
            senders.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    ask(
                                            HEAD
                                                    + "Connection: close\r\n"
                                                    + "Content-Length: 60000\r\n\r\n"
                                                    + body);
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            }));
        }
        Raw.until(() -> intake.offered() == 4);
        disk.countDown();
        for (Thread sender : senders) {
            sender.join();
        }
        assertThat(intake.texts()).hasSize(4).allMatch(t -> t.length() == 60_000);
        assertThat(intake.kept())
                .filteredOn(
                        k -> k.incoming().body() instanceof org.parley.engine.journal.Body.Spooled)
                .hasSizeGreaterThanOrEqualTo(3);
    }

    private static void dribble(Raw raw, String text) {
        try {
            for (int i = 0; i < text.length(); i++) {
                raw.write(text.substring(i, i + 1));
                pause(Duration.ofMillis(50));
            }
        } catch (IOException cutOff) {
            // This is what the test waits for.
            return;
        }
    }

    private static String restOrReset(Raw raw) throws IOException {
        try {
            return raw.rest();
        } catch (SocketException reset) {
            return "reset";
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

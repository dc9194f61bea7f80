package org.parley.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.deliver.Sender.Answer;

@SuppressWarnings("NullAway.Init")
final class PageServerTest {
    private static final String SURNAME = "ZEPHYRTEST";
    private static final String EVIL = "<script>alert(1)</script>\"'&";

    @TempDir Path folder;
    private SmallTrust trust;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        trust = new SmallTrust(folder, 0);
        browser = new Browser(trust.page);
    }

    @AfterEach
    void stop() {
        trust.close();
    }

    private long taken(String controlId) {
        long position =
                trust.take("pas.adt", SmallTrust.adt("A01", controlId, "M1", SURNAME + "^Ann"));
        assertThat(trust.engine.settle(Duration.ofSeconds(20))).isTrue();
        return position;
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private long parked() {
        trust.receivers.put("wardapp.patients", m -> new Answer.Rejected("AE", SmallTrust.SAYS_NO));
        long position = taken("C1");
        until(() -> trust.engine.ledger().parked(1).size() == 1);
        trust.receivers.remove("wardapp.patients");
        return position;
    }

    private static String parkedPath(long position) {
        return "/parked/" + position + "?to=wardapp.patients&by=admissions";
    }

    @Test
    void nothingIsShownWithoutTheTokenAndTheTokenDoesNotStayInTheAddress() throws Exception {
        for (String path : List.of("/", "/live", "/parked", "/message/1", "/?token=wrong")) {
            HttpResponse<String> answer =
                    browser.send(HttpRequest.newBuilder(browser.server.resolve(path)));
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("Laboratory");
        }
        HttpResponse<String> opened = browser.send(HttpRequest.newBuilder(trust.page.address()));
        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.headers().firstValue("Location")).contains("/");
        assertThat(opened.headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly")
                .contains("SameSite=Strict");
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(trust.page.address().toString()).matches(".*token=[\\w-]{43}");
    }

    @Test
    void anotherHostNameIsTurnedAwayEvenWithTheCookie() throws Exception {
        String request =
                "GET / HTTP/1.1\r\nHost: evil.example:"
                        + browser.server.getPort()
                        + "\r\nCookie: "
                        + browser.cookie
                        + "\r\nConnection: close\r\n\r\n";
        try (Socket socket =
                        new Socket(
                                java.net.InetAddress.getLoopbackAddress(),
                                browser.server.getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.setSoTimeout(20_000);
            StringBuilder read = new StringBuilder();
            while (read.indexOf("</html>") < 0) {
                int next = in.read();
                assertThat(next).as("ended early: " + read).isNotNegative();
                read.append((char) next);
            }
            String answer = read.toString();
            assertThat(answer).startsWith("HTTP/1.1 421").doesNotContain("Laboratory");
        }
    }

    @Test
    void everyAnswerForbidsScriptsAndFramesOfOthers() throws Exception {
        for (String path : List.of("/", "/health", "/nowhere", "/message/99", "/assets/page.js")) {
            var headers = browser.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .startsWith("default-src 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        }
    }

    @Test
    void aFormOfAnotherSiteOrWithoutTheSessionsWordDoesNothing() throws Exception {
        String path = parkedPath(parked());
        Map<String, String> close = Map.of("deed", "close", "name", "Sam", "reason", "why not");
        String word = browser.csrf(path);
        assertThat(word).isNotEmpty();
        List<HttpRequest.Builder> forged =
                List.of(
                        browser.form(path, word, close),
                        browser.form(path, word, close).header("Origin", "http://evil.example"),
                        browser.form(path, word, close)
                                .header("Origin", "null")
                                .header("Sec-Fetch-Site", "cross-site"),
                        browser.form(path, word, close).header("Origin", "null"),
                        browser.form(path, "guess", close).header("Sec-Fetch-Site", "same-origin"));
        for (HttpRequest.Builder request : forged) {
            assertThat(browser.send(request).statusCode()).isEqualTo(403);
        }
        assertThat(trust.engine.ledger().parked(10)).hasSize(1);
        assertThat(browser.get(path + "&deed=close&name=x&reason=y").statusCode()).isEqualTo(200);
        assertThat(trust.engine.ledger().parked(10)).as("looking changes nothing").hasSize(1);
    }

    @Test
    void noNameIsAnywhereBeforeAReasonIsGivenAndTheViewIsInTheAuditLog() throws Exception {
        long position = parked();
        for (String path :
                List.of(
                        "/",
                        "/parked",
                        "/message/" + position,
                        parkedPath(position),
                        "/metrics",
                        "/health")) {
            assertThat(browser.get(path).body()).as(path).doesNotContain(SURNAME);
        }
        String content = "/message/" + position + "/content";
        HttpResponse<String> nameless =
                browser.post("/message/" + position, content, Map.of("name", "Sam", "reason", " "));
        assertThat(nameless.body()).doesNotContain(SURNAME);
        assertThat(folder.resolve(AuditLog.FILE)).doesNotExist();
        HttpResponse<String> shown =
                browser.post(
                        "/message/" + position,
                        content,
                        Map.of("name", "Sam \"S\"", "reason", "ward\nasks"));
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains(SURNAME).contains("<mark>LAB</mark>");
        assertThat(shown.body()).contains("<title>Message " + position);
        List<String> lines = Files.readAllLines(folder.resolve(AuditLog.FILE));
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst())
                .contains("\"message\":" + position)
                .contains("\"person\":\"Sam \\\"S\\\"\"")
                .contains("\"reason\":\"ward asks\"")
                .doesNotContain(SURNAME);
    }

    @Test
    void contentStaysSealedWhenTheAuditLogCannotBeWritten() throws Exception {
        long position = taken("C1");
        Files.createDirectory(folder.resolve(AuditLog.FILE));
        HttpResponse<String> answer =
                browser.post(
                        "/message/" + position,
                        "/message/" + position + "/content",
                        Map.of("name", "Sam", "reason", "ward asks"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("PAR-6103").doesNotContain(SURNAME);
    }

    @Test
    void whatAMessageSaysIsTextAndNeverMarkup() throws Exception {
        String evil =
                "MSH|^~\\&|"
                        + EVIL
                        + "|"
                        + EVIL
                        + "|LIMS|RX1|20260101||ADT^A01^"
                        + EVIL
                        + "|"
                        + EVIL
                        + "|P|2.4\r"
                        + "PID|1||M1^^^"
                        + EVIL
                        + "||"
                        + EVIL
                        + "\rZZ<|</textarea><b>"
                        + EVIL
                        + "\r";
        trust.receivers.put("wardapp.patients", m -> new Answer.Rejected("AE", SmallTrust.SAYS_NO));
        long position = trust.take("pas.adt", evil);
        until(() -> trust.engine.ledger().parked(1).size() == 1);
        until(() -> quietly("/").contains("alert(1)"));
        String path = parkedPath(position);
        Map<String, String> who = Map.of("name", EVIL, "reason", EVIL);
        List<String> pages =
                List.of(
                        browser.get("/").body(),
                        browser.get("/message/" + position).body(),
                        browser.post(
                                        "/message/" + position,
                                        "/message/" + position + "/content",
                                        who)
                                .body(),
                        browser.post(
                                        path,
                                        path,
                                        Map.of("deed", "open", "name", EVIL, "reason", EVIL))
                                .body(),
                        browser.get("/message/" + position).body());
        for (String page : pages) {
            assertThat(page)
                    .contains("alert(1)")
                    .doesNotContain("<script>")
                    .doesNotContain("</textarea><b>");
        }
    }

    private String quietly(String path) {
        try {
            return browser.get(path).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aParkedDeliveryIsEditedLookedAtAndSent() throws Exception {
        String path = parkedPath(parked());
        List<String> arrived = new java.util.concurrent.CopyOnWriteArrayList<>();
        trust.receivers.put(
                "wardapp.patients",
                m -> {
                    arrived.add(new String(m.bytes(), StandardCharsets.ISO_8859_1));
                    return new Answer.Accepted("AA", Duration.ofMillis(1));
                });
        String edited = SmallTrust.adt("A01", "C1", "M1", SURNAME + "^Annie").replace("\r", "\r\n");
        HttpResponse<String> preview =
                browser.post(
                        path,
                        path,
                        Map.of("deed", "preview", "name", "Sam", "reason", "typo", "text", edited));
        assertThat(preview.body()).contains("<mark>" + SURNAME + "^Annie</mark>");
        assertThat(arrived).isEmpty();
        HttpResponse<String> sent =
                browser.post(
                        path,
                        path,
                        Map.of("deed", "edit", "name", "Sam", "reason", "typo", "text", edited));
        assertThat(sent.statusCode()).isEqualTo(303);
        until(() -> arrived.size() == 1);
        assertThat(arrived.getFirst())
                .isEqualTo(SmallTrust.adt("A01", "C1", "M1", SURNAME + "^Annie"));
        until(() -> trust.engine.ledger().parked(1).isEmpty());
        assertThat(browser.get(path).statusCode()).as("dealt with").isEqualTo(404);
    }

    @Test
    void aDeliveryIsResentOrClosedWithNameAndReasonOnly() throws Exception {
        long position = parked();
        String path = parkedPath(position);
        assertThat(
                        browser.post(
                                        path,
                                        path,
                                        Map.of("deed", "close", "name", "Sam", "reason", ""))
                                .statusCode())
                .isEqualTo(400);
        assertThat(trust.engine.ledger().parked(10)).hasSize(1);
        assertThat(
                        browser.post(
                                        path,
                                        path,
                                        Map.of(
                                                "deed",
                                                "close",
                                                "name",
                                                "Sam",
                                                "reason",
                                                "sent by hand"))
                                .statusCode())
                .isEqualTo(303);
        until(() -> trust.engine.ledger().parked(10).isEmpty());
        assertThat(browser.get("/message/" + position).body())
                .contains("Closed by a person")
                .contains("sent by hand");
    }

    @Test
    void theHeadlineSaysWhatWaitsWhyAndThatNothingIsLost() throws Exception {
        assertThat(browser.get("/").body()).contains("All is well").contains("The book balances");
        trust.receivers.put("lims.demographics", m -> new Answer.Unreachable(SmallTrust.REFUSES));
        taken("C1");
        until(() -> trust.engine.book().legs().stream().anyMatch(l -> l.trouble().isPresent()));
        assertThat(browser.get("/").body())
                .contains("Laboratory takes no messages; they wait in order. Nothing is lost.")
                .contains("It refuses the connection.")
                .contains("Head of pathology");
    }

    @Test
    void liveEventsAreJsonWithThePagesMiddle() throws Exception {
        taken("C1");
        HttpResponse<InputStream> live =
                browser.client.send(browser.to("/live").build(), BodyHandlers.ofInputStream());
        assertThat(live.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
            for (int event = 0; event < 2; event++) {
                String line = lines.readLine();
                while (line != null && !line.startsWith("data:")) {
                    line = lines.readLine();
                }
                assertThat(line)
                        .contains("\"clock\":\"")
                        .contains("\"balanced\":true")
                        .contains("\"html\":\"")
                        .contains("n-taken")
                        .endsWith("}");
            }
        }
    }

    @Test
    void metricsAndHealthNeedNoTokenAndHoldNoData() throws Exception {
        taken("C1");
        until(() -> trust.engine.book().legs().stream().allMatch(l -> l.waiting() == 0));
        String metrics =
                browser.send(HttpRequest.newBuilder(browser.server.resolve("/metrics"))).body();
        assertThat(metrics)
                .contains("parley_port_received_total{port=\"pas.adt\"} 1\n")
                .contains(
                        "parley_delivery_delivered_total{destination=\"epr.all\",route=\"admissions\"} 1\n")
                .contains(
                        "parley_delivery_waiting{destination=\"epr.all\",route=\"admissions\"} 0\n")
                .contains("parley_book_balanced 1\n");
        try (Stream<String> lines = metrics.lines()) {
            assertThat(lines)
                    .allMatch(l -> l.matches("# (HELP|TYPE) .+|[a-z_]+(\\{.*})? -?[0-9.]+"));
        }
        HttpResponse<String> health =
                browser.send(HttpRequest.newBuilder(browser.server.resolve("/health")));
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("ok\n");
    }

    @Test
    void whatIsNotThereIsSaidKindly() throws Exception {
        for (String path :
                List.of("/message/999999", "/message/abc", "/nowhere", "/parked/1?to=x&by=y")) {
            HttpResponse<String> answer = browser.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("PAR-6104").doesNotContain("Exception");
        }
        HttpRequest.Builder delete = browser.to("/").DELETE();
        assertThat(browser.send(delete).statusCode()).isEqualTo(405);
    }
}

package org.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Loaded;
import org.parley.engine.journal.JournalSettings;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path.Parse;
import org.parley.wire.hl7v2.Reading;

/** FHIR over HTTP in, HL7 v2 over MLLP out, with real sockets and the example trust. */
final class FhirPortTest {
    private static final Path TRUST = Path.of("../trust");
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A record that takes everything. */
    private static final class Receiver implements AutoCloseable {
        private final ServerSocket server =
                new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final LinkedBlockingQueue<String> got = new LinkedBlockingQueue<>();

        Receiver() throws IOException {
            Thread.ofVirtual().start(this::listen);
        }

        String address() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        private void listen() {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream();
                ByteArrayOutputStream frame = new ByteArrayOutputStream();
                for (int b = in.read(); b >= 0; b = in.read()) {
                    if (b == 0x1c) {
                        String text = frame.toString(StandardCharsets.UTF_8);
                        got.add(text);
                        String ack =
                                "\u000bMSH|^~\\&|EPR|||||20260302||ACK|A|P|2.4\rMSA|AA|"
                                        + at(text, "MSH-10")
                                        + "\r\u001c\r";
                        out.write(ack.getBytes(StandardCharsets.UTF_8));
                        out.flush();
                        frame.reset();
                    } else if (b != 0x0b && !(b == '\r' && frame.size() == 0)) {
                        frame.write(b);
                    }
                }
            } catch (IOException gone) {
                got.add("the line broke: " + gone.getMessage());
            }
        }

        String next() throws InterruptedException {
            String text = got.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            return text == null ? "" : text;
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String at(String text, String path) {
        return Message.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Good good
                        && org.parley.wire.hl7v2.Path.parse(path) instanceof Parse.Ok ok
                ? good.message().textOrEmpty(ok.path())
                : "";
    }

    private Loaded configuration(String epr) {
        Environment here =
                Environment.withoutSecrets()
                        .with(
                                Map.of(
                                        "wardapp.bookings", "127.0.0.1:0",
                                        "pas.adt", "127.0.0.1:0",
                                        "pas.appointments", "127.0.0.1:0",
                                        "lims.results", "127.0.0.1:0",
                                        "epr.orders", "127.0.0.1:0",
                                        "epr.documents", "127.0.0.1:0",
                                        "epr.prescribing", "127.0.0.1:0",
                                        "devices.readings", "127.0.0.1:0",
                                        "epr.all", epr,
                                        "eroster.shifts", folder.resolve("rosters").toString()));
        Configuration read = Configuration.read(TRUST, Configuration.DEFAULT_ENVIRONMENT, here);
        assertThat(read).as(read.lints().toString()).isInstanceOf(Configuration.Good.class);
        return ((Configuration.Good) read).loaded();
    }

    private static HttpResponse<String> post(String address, byte[] body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + "/fhir"))
                            .header("Content-Type", "application/fhir+json")
                            .timeout(LONG)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void anAppointmentOverHttpIsAMessageAtTheRecord() throws Exception {
        Files.createDirectories(folder.resolve("rosters"));
        byte[] booked = Files.readAllBytes(TRUST.resolve("in/appointment-booked.json"));
        byte[] golden = Files.readAllBytes(TRUST.resolve("golden/appointment-at-epr.hl7"));
        RunningTrust.Settings settings =
                new RunningTrust.Settings(
                        folder.resolve("data"),
                        JournalSettings.defaults().withSegmentBytes(8L << 20),
                        Duration.ofDays(1));
        try (Receiver epr = new Receiver();
                RunningTrust trust = RunningTrust.start(configuration(epr.address()), settings)) {
            String address = trust.engine().addresses().getOrDefault("wardapp.bookings", "");
            address = address.replaceFirst("^https?://", "").replaceFirst("/.*", "");

            HttpResponse<String> answer = post(address, booked);
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
            assertThat(epr.next()).isEqualTo(new String(golden, StandardCharsets.UTF_8));

            HttpResponse<String> refused =
                    post(address, "{\"resourceType\":".getBytes(StandardCharsets.UTF_8));
            assertThat(refused.statusCode()).isBetween(400, 499);
            assertThat(refused.body()).contains("PAR-4300");

            trust.engine().settle(LONG);
            assertThat(trust.engine().book().balanced()).isTrue();
        }
    }
}

package org.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A terminology server of {@code parley validate}: its address, its secret, its memory. */
final class ValidateTerminologyTest {
    private static final String MESSAGE =
            "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":"
                    + "[{\"system\":\"http://snomed.info/sct\",\"code\":\"22298006\"}]}}";

    @TempDir private Path folder;
    private final List<String> forms = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    ValidateTerminologyTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/token",
                exchange -> {
                    forms.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    answer(exchange, "{\"access_token\":\"t\",\"expires_in\":300}");
                });
        server.createContext(
                "/fhir",
                exchange ->
                        answer(
                                exchange,
                                "{\"resourceType\":\"Parameters\",\"parameter\":"
                                        + "[{\"name\":\"result\",\"valueBoolean\":true}]}"));
        server.start();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Runs and gives what was said on the error stream. */
    private String said(int code, String... more) throws IOException {
        Path message = Files.writeString(folder.resolve("m.json"), MESSAGE);
        List<String> words = new ArrayList<>(List.of("validate", message.toString()));
        words.addAll(List.of("--codes", folder.resolve("codes.txt").toString()));
        words.addAll(List.of(more));
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(words.toArray(String[]::new))).isEqualTo(code);
        } finally {
            System.setErr(before);
        }
        return caught.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoAddressIsRefused() throws IOException {
        for (String bad :
                List.of(
                        "localhost",
                        "ftp://x.example/fhir",
                        "http://",
                        "https:///fhir",
                        "file:/etc/passwd")) {
            assertThat(said(Command.CANNOT, "--terminology", bad))
                    .as(bad)
                    .contains("--terminology");
        }
        assertThat(said(Command.CANNOT, "--terminology", "http://x example/"))
                .contains("no address");
        assertThat(said(Command.CANNOT, "--terminology", at("/fhir"), "--tokens", "token"))
                .contains("--tokens");
        assertThat(folder.resolve("codes.txt")).doesNotExist();
    }

    @Test
    void theSecretIsTakenFromAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s&cret\n");
        said(
                Command.DONE,
                "--terminology",
                at("/fhir"),
                "--tokens",
                at("/token"),
                "--client",
                "parley",
                "--secret-file",
                secret.toString());
        assertThat(forms)
                .containsExactly(
                        "grant_type=client_credentials&client_id=parley&client_secret=s%26cret");
    }

    @Test
    void withoutSecretOrClientNothingIsAsked() throws IOException {
        String[] server = {
            "--terminology", at("/fhir"), "--tokens", at("/token"), "--client", "parley"
        };
        assertThat(said(Command.CANNOT, with(server, "--secret-env", "PARLEY_NO_SUCH_NAME")))
                .contains("PARLEY_NO_SUCH_NAME holds no secret");
        assertThat(
                        said(
                                Command.CANNOT,
                                with(server, "--secret-file", folder.resolve("none").toString())))
                .contains("--secret-file");
        assertThat(said(Command.CANNOT, "--terminology", at("/fhir"), "--tokens", at("/token")))
                .contains("--client");
        assertThat(forms).isEmpty();
    }

    private static String[] with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void aMemoryThatIsNoTextIsPutAsideAndSaid() throws IOException {
        Files.write(folder.resolve("codes.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(said(Command.DONE, "--terminology", at("/fhir")))
                .contains("codes.txt is no text; it was renamed to ")
                .contains(".damaged-");
        assertThat(folder.resolve("codes.txt")).content().contains("YES\t");
    }
}

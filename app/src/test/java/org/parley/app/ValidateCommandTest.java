package org.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ValidateCommandTest {
    private static final String GOOD =
            "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Archer\"}],\"gender\":\"female\"}";

    @TempDir private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void theExitCodeSaysWhetherEverythingPassed() throws IOException {
        assertThat(Main.run("validate", file("good.json", GOOD).toString()))
                .isEqualTo(Command.DONE);
        assertThat(
                        Main.run(
                                "validate",
                                "--json",
                                file("two.ndjson", GOOD + "\n" + GOOD.replace("female", "F") + "\n")
                                        .toString()))
                .isEqualTo(Command.ANSWER_IS_NO);
        assertThat(Main.run("validate", folder.toString())).isEqualTo(Command.ANSWER_IS_NO);
    }

    @Test
    void xmlIsReadToo() throws IOException {
        String good =
                "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"Archer\"/></name>"
                        + "<gender value=\"female\"/></Patient>";
        assertThat(Main.run("validate", file("good.xml", good).toString())).isEqualTo(Command.DONE);
        String bad = good.replace("\"female\"", "\"F\"");
        assertThat(Main.run("validate", file("bad.xml", bad).toString()))
                .isEqualTo(Command.ANSWER_IS_NO);
    }

    @Test
    void codesThatAreAskedBehindAreKnownToTheNextRun() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/fhir",
                exchange -> {
                    byte[] no =
                            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"result\",\"valueBoolean\":false}]}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, no.length);
                    exchange.getResponseBody().write(no);
                    exchange.close();
                });
        server.start();
        try {
            String message =
                    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":"
                            + "[{\"system\":\"http://snomed.info/sct\",\"code\":\"22298006\"}]}}";
            String[] words = {
                "validate",
                file("seen.json", message).toString(),
                "--terminology",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir",
                "--codes",
                folder.resolve("codes.txt").toString()
            };
            assertThat(Main.run(words)).isEqualTo(Command.DONE);
            assertThat(folder.resolve("codes.txt")).content().contains("NO\t");
            assertThat(Main.run(words)).isEqualTo(Command.ANSWER_IS_NO);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theEditionIsThatOfThePackagesOrTheOneThatIsNamed() throws IOException {
        String cat = GOOD.replace("}],", "}],\"animal\":{\"species\":{\"text\":\"cat\"}},");
        String file = file("cat.json", cat).toString();
        assertThat(Main.run("validate", file, "--fhir", "stu3")).isEqualTo(Command.DONE);
        assertThat(Main.run("validate", file, "--fhir", "r4")).isEqualTo(Command.ANSWER_IS_NO);
        assertThat(Main.run("validate", file, "--fhir", "r5")).isEqualTo(Command.CANNOT);
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        assertThat(Main.run("validate", folder.resolve("none.json").toString()))
                .isEqualTo(Command.CANNOT);
        String good = file("good.json", GOOD).toString();
        assertThat(Main.run("validate", good, "--profile", "http://x.example/none"))
                .isEqualTo(Command.CANNOT);
        assertThat(Main.run("validate", good, "--package", folder.resolve("none.tgz").toString()))
                .isEqualTo(Command.CANNOT);
        assertThat(
                        Main.run(
                                "validate",
                                good,
                                "--package",
                                file("bad.tgz", "no package").toString()))
                .isEqualTo(Command.CANNOT);
    }
}

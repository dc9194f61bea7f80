package org.parley.testkit.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.deliver.files.FilesSender;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.files.FilesPort;
import org.parley.testkit.contract.HeldIntake;
import org.parley.testkit.contract.Waiting;

final class SftpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path top;

    private Path made(String name) {
        try {
            return Files.createDirectories(top.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer send(Transport.Where where, String controlId, String text) {
        try (FilesSender sender = sender(where)) {
            return sender.send(message(controlId, text));
        }
    }

    private static FilesSender sender(Transport.Where where) {
        return new FilesSender(
                "gp.docs",
                new Transport.FilesOut(where, ".txt"),
                Duration.ofSeconds(10),
                Clock.system());
    }

    private static Outgoing message(String controlId, String text) {
        return new Outgoing(text.getBytes(UTF_8), controlId, false);
    }

    private static void assertUnreachable(Answer answer, String code) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        u -> assertThat(u.problem().code()).isEqualTo(code));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileIsWrittenWholeAndNeverOverwritten() {
        Path out = made("out");
        try (var server = SftpServerForTests.start(top)) {
            var where = server.where("/out");
            for (String text : List.of("one", "one", "two")) {
                assertThat(send(where, "d-1", text)).isInstanceOf(Answer.Accepted.class);
            }
            String large = "x".repeat(300_000);
            assertThat(send(where, "d-2", large)).isInstanceOf(Answer.Accepted.class);
            assertThat(names(out)).containsExactly("d-1-2.txt", "d-1.txt", "d-2.txt");
            assertThat(out.resolve("d-1.txt")).hasContent("one");
            assertThat(out.resolve("d-2.txt")).hasContent(large);
        }
    }

    @Test
    void aServerThatShowsAnotherKeyIsNotTalkedTo() {
        Path out = made("out");
        try (var server = SftpServerForTests.start(top)) {
            String other =
                    org.apache.sshd.common.config.keys.PublicKeyEntry.toString(
                            SftpServerForTests.key("ssh-rsa", 2048).getPublic());
            var real = server.where("/out");
            for (String pinned : List.of(other, "nonsense", "")) {
                var where =
                        new Transport.Where.Sftp(
                                real.host(),
                                real.port(),
                                real.folder(),
                                real.user(),
                                real.login(),
                                pinned);
                assertUnreachable(
                        send(where, "d-1", "x"), pinned.equals(other) ? "PAR-1250" : "PAR-1252");
            }
            assertThat(names(out)).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsNoAnswer() {
        made("out");
        try (var server = SftpServerForTests.start(top)) {
            var real = server.where("/out");
            var login = new Transport.Login.Password(new Transport.Secret("wrong"));
            var where =
                    new Transport.Where.Sftp(
                            real.host(),
                            real.port(),
                            real.folder(),
                            real.user(),
                            login,
                            real.hostKey());
            assertUnreachable(send(where, "d-1", "x"), "PAR-1251");
        }
    }

    @Test
    void aKeySignsInAndTheHostKeyOfTheConfiguredKindIsAskedFor() {
        Path out = made("out");
        KeyPair user = SftpServerForTests.key("ssh-rsa", 2048);
        for (List<KeyPair> hostKeys :
                List.of(
                        List.of(
                                SftpServerForTests.key("ecdsa-sha2-nistp256", 256),
                                SftpServerForTests.key("ssh-rsa", 2048)),
                        List.of(
                                SftpServerForTests.key("ssh-rsa", 2048),
                                SftpServerForTests.key("ecdsa-sha2-nistp256", 256)))) {
            try (var server = SftpServerForTests.start(top, 0, hostKeys, Optional.of(user))) {
                var real = server.where("/out");
                String pem =
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder()
                                        .encodeToString(user.getPrivate().getEncoded())
                                + "\n-----END PRIVATE KEY-----\n";
                var where =
                        new Transport.Where.Sftp(
                                real.host(),
                                real.port(),
                                real.folder(),
                                real.user(),
                                new Transport.Login.PrivateKey(new Transport.Secret(pem)),
                                real.hostKey());
                assertThat(send(where, "k-" + real.port(), "x"))
                        .isInstanceOf(Answer.Accepted.class);
            }
        }
        assertThat(names(out)).hasSize(2);
    }

    @Test
    void anEd25519HostKeyIsUnderstood() {
        made("out");
        List<KeyPair> keys =
                List.of(
                        SftpServerForTests.key("ssh-ed25519", 256),
                        SftpServerForTests.key("ssh-rsa", 2048));
        try (var server = SftpServerForTests.start(top, 0, keys, Optional.empty())) {
            assertThat(server.hostKey()).startsWith("ssh-ed25519 ");
            assertThat(send(server.where("/out"), "d", "x")).isInstanceOf(Answer.Accepted.class);
        }
    }

    @Test
    void aServerThatComesBackIsConnectedToAgain() {
        Path out = made("out");
        KeyPair key = SftpServerForTests.key("ssh-rsa", 2048);
        var first = SftpServerForTests.start(top, 0, List.of(key), Optional.empty());
        int port = first.port();
        try (FilesSender sender = sender(first.where("/out"))) {
            assertThat(sender.send(message("1", "x"))).isInstanceOf(Answer.Accepted.class);
            first.close();
            assertThat(sender.send(message("2", "y"))).isInstanceOf(Answer.Unreachable.class);
            assertUnreachable(sender.send(message("2", "y")), "PAR-1254");
            try (var second = SftpServerForTests.start(top, port, List.of(key), Optional.empty())) {
                assertThat(second.port()).isEqualTo(port);
                assertThat(sender.send(message("2", "y"))).isInstanceOf(Answer.Accepted.class);
            }
        }
        assertThat(names(out)).containsExactly("1.txt", "2.txt");
    }

    @Test
    void filesAreTakenFromAServerAndKeptThereWithAReport() throws IOException {
        Path in = made("in");
        HeldIntake intake = new HeldIntake();
        try (var server = SftpServerForTests.start(top)) {
            Files.writeString(in.resolve("roster.csv"), "id,ward\n1,A\n2\n3,C\n");
            var from =
                    new Transport.FilesIn(
                            server.where("/in"),
                            Duration.ofMillis(100),
                            "*.csv",
                            Transport.Split.CSV_ROWS);
            var port =
                    new FilesPort(
                            "eroster.shifts", from, intake, top.resolve("spool"), Clock.system());
            port.start();
            try {
                Waiting.until(
                        PATIENCE,
                        "the file is done",
                        () ->
                                Files.isDirectory(in.resolve("done"))
                                        && names(in.resolve("done")).size() == 2
                                        && names(in.resolve("done")).stream()
                                                .anyMatch(n -> n.endsWith("-roster.csv")));
            } finally {
                port.close();
            }
            assertThat(intake.got()).hasSize(3);
            assertThat(intake.got().getFirst().text()).isEqualTo("id,ward\r\n1,A\r\n");
            assertThat(names(in)).containsExactly("claimed", "done", "refused");
            assertThat(names(top.resolve("spool"))).containsExactly("engine");
        }
    }

    @Test
    void aServerThatIsAwayAtTheStartIsTriedAgain() throws IOException {
        Path in = made("in");
        HeldIntake intake = new HeldIntake();
        KeyPair key = SftpServerForTests.key("ssh-rsa", 2048);
        var away = SftpServerForTests.start(top, 0, List.of(key), Optional.empty());
        var where = away.where("/in");
        away.close();
        Files.writeString(in.resolve("a.txt"), "x");
        Files.writeString(in.resolve("a.txt.done"), "");
        var from = new Transport.FilesIn(where, Duration.ofMillis(100), "*", Transport.Split.WHOLE);
        var port = new FilesPort("a.b", from, intake, top.resolve("spool"), Clock.system());
        port.start();
        try (var back =
                SftpServerForTests.start(top, where.port(), List.of(key), Optional.empty())) {
            assertThat(back.port()).isEqualTo(where.port());
            Waiting.until(PATIENCE, "the message came", () -> !intake.got().isEmpty());
            port.close();
        }
        assertThat(intake.got().getFirst().text()).isEqualTo("x");
    }
}

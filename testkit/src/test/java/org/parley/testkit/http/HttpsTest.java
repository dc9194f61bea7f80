package org.parley.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.deliver.http.HttpSender;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;
import org.parley.engine.plan.Transport.Secret;
import org.parley.engine.plan.Transport.Tls;
import org.parley.engine.receive.Port;
import org.parley.engine.receive.PortFailure;
import org.parley.engine.receive.Ports;
import org.parley.testkit.contract.HeldIntake;
import org.parley.testkit.tls.TestAuthority;
import org.parley.testkit.tls.TestAuthority.Issued;

final class HttpsTest {
    @TempDir private Path top;

    private final HeldIntake intake = new HeldIntake();
    private final TestAuthority ours = new TestAuthority("Northmoor test authority");
    private final TestAuthority theirs = new TestAuthority("Another test authority");
    private Optional<Port> port = Optional.empty();

    @AfterEach
    void close() {
        port.ifPresent(Port::close);
    }

    private static Tls tls(Optional<Issued> own, Optional<TestAuthority> trusted) {
        return new Tls(
                own.map(i -> new Secret(i.certificate())),
                own.map(i -> new Secret(i.key())),
                trusted.map(a -> new Secret(a.certificate())));
    }

    private Port made(Tls tls) {
        var http =
                new Transport.HttpIn(
                        "127.0.0.1", 0, "/in", 4 << 20, Optional.of(tls), Optional.empty());
        var in =
                new InPort(
                        "pas.adt",
                        "tests",
                        http,
                        new InPort.Speaks(InPort.Format.BYTES, Optional.empty(), UTF_8),
                        new InPort.OrderBy.None(),
                        List.of());
        return Ports.open(in, intake, top, Clock.system());
    }

    private Port started(Tls tls) {
        Port made = made(tls);
        made.start();
        port = Optional.of(made);
        return made;
    }

    private static Answer send(Port to, Tls tls, String text) {
        int number = URI.create("http://" + to.address()).getPort();
        var out =
                new Transport.HttpOut(
                        URI.create("https://localhost:" + number + "/in"),
                        "text/plain",
                        Optional.of(tls),
                        Optional.empty());
        try (var sender = new HttpSender("a.b", out, Duration.ofSeconds(20), Clock.system())) {
            return sender.send(new Outgoing(text.getBytes(UTF_8), "d-1", false));
        }
    }

    private Issued server() {
        return ours.issue("localhost", TestAuthority.Kind.EC, "localhost");
    }

    private static void assertNoTls(Answer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        u -> assertThat(u.problem().code()).isIn("PAR-1268", "PAR-1270"));
    }

    @Test
    void messagesSmallAndLargeGoEncrypted() {
        Port to = started(tls(Optional.of(server()), Optional.empty()));
        Tls client = tls(Optional.empty(), Optional.of(ours));
        assertThat(send(to, client, "small")).isInstanceOf(Answer.Accepted.class);
        String large = "x".repeat(3 << 20);
        assertThat(send(to, client, large)).isInstanceOf(Answer.Accepted.class);
        assertThat(intake.got()).extracting(HeldIntake.Got::text).containsExactly("small", large);
    }

    @Test
    void aServerOfAnotherAuthorityOrNameIsNotTalkedTo() {
        Port to = started(tls(Optional.of(server()), Optional.empty()));
        assertNoTls(send(to, tls(Optional.empty(), Optional.of(theirs)), "x"));
        assertNoTls(send(to, tls(Optional.empty(), Optional.empty()), "x"));
        to.close();
        Issued other = ours.issue("elsewhere", TestAuthority.Kind.EC, "elsewhere.example");
        Port wrongName = started(tls(Optional.of(other), Optional.empty()));
        assertNoTls(send(wrongName, tls(Optional.empty(), Optional.of(ours)), "x"));
        assertThat(intake.got()).isEmpty();
    }

    @Test
    void withTrustOnlyClientsWithACertificateGetIn() {
        Port to = started(tls(Optional.of(server()), Optional.of(ours)));
        Issued good = ours.issue("pas.northmoor.example", TestAuthority.Kind.EC);
        Issued bad = theirs.issue("pas.northmoor.example", TestAuthority.Kind.EC);
        assertNoTls(send(to, tls(Optional.empty(), Optional.of(ours)), "none"));
        assertNoTls(send(to, tls(Optional.of(bad), Optional.of(ours)), "bad"));
        assertThat(send(to, tls(Optional.of(good), Optional.of(ours)), "good"))
                .isInstanceOf(Answer.Accepted.class);
        assertThat(intake.got()).extracting(HeldIntake.Got::text).containsExactly("good");
    }

    @Test
    void plainTextIsNotTaken() throws IOException {
        Port to = started(tls(Optional.of(server()), Optional.empty()));
        int number = URI.create("http://" + to.address()).getPort();
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), number)) {
            plain.setSoTimeout(10_000);
            plain.getOutputStream()
                    .write(
                            "POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx"
                                    .getBytes(UTF_8));
            assertThat(new String(plain.getInputStream().readAllBytes(), UTF_8))
                    .doesNotContain(" 202 ");
        }
        assertThat(intake.got()).isEmpty();
    }

    @Test
    void aPortWithoutItsKeySaysSoAtTheStart() {
        Tls half =
                new Tls(
                        Optional.of(new Secret(server().certificate())),
                        Optional.empty(),
                        Optional.empty());
        assertThatThrownBy(() -> made(half).start()).isInstanceOf(PortFailure.class);
    }
}

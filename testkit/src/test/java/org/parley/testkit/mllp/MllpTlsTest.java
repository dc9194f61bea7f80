package org.parley.testkit.mllp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.deliver.mllp.MllpSender;
import org.parley.engine.plan.Transport;
import org.parley.engine.plan.Transport.Bound;
import org.parley.engine.plan.Transport.Secret;
import org.parley.engine.receive.PortFailure;
import org.parley.engine.receive.mllp.MllpPort;
import org.parley.engine.receive.mllp.MllpTiming;
import org.parley.engine.tls.TlsContext;
import org.parley.testkit.contract.HeldIntake;
import org.parley.testkit.tls.TestAuthority;
import org.parley.testkit.tls.TestAuthority.Issued;
import org.parley.testkit.tls.TestAuthority.Kind;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.mllp.MllpCounters.Event;

final class MllpTlsTest {
    private static final MllpTiming HASTY =
            new MllpTiming(
                    Duration.ofMillis(300),
                    Duration.ofSeconds(5),
                    1024,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5));

    private final TestAuthority authority = new TestAuthority("Northmoor Test CA");
    private final TestAuthority stranger = new TestAuthority("Somebody Else");
    private final Issued server = authority.issue("tie", Kind.EC, "127.0.0.1", "localhost");
    private final HeldIntake intake = new HeldIntake();
    private final List<AutoCloseable> open = new ArrayList<>();
    @TempDir Path spool;

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private static Transport.Tls tls(Optional<Issued> own, Optional<String> trust) {
        return new Transport.Tls(
                own.map(Issued::certificate).map(Secret::new),
                own.map(Issued::key).map(Secret::new),
                trust.map(Secret::new));
    }

    private MllpPort port(Transport.Tls tls, Bound... from) {
        return port(MllpTiming.USUAL, tls, from);
    }

    private MllpPort port(MllpTiming timing, Transport.Tls tls, Bound... from) {
        MllpPort port =
                new MllpPort(
                        "pas.adt",
                        new Transport.MllpIn(
                                "127.0.0.1",
                                0,
                                false,
                                64 << 20,
                                10,
                                Duration.ofMinutes(1),
                                Optional.of(tls),
                                List.of(from)),
                        intake,
                        spool,
                        Clock.system(),
                        timing);
        open.add(port);
        port.start();
        return port;
    }

    private MllpSender sender(String host, int port, Transport.Tls tls) {
        MllpSender sender =
                new MllpSender(
                        "tie",
                        new Transport.MllpOut(host, port, false, Optional.of(tls)),
                        Duration.ofSeconds(10),
                        Clock.system(),
                        new MllpCounters());
        open.add(sender);
        return sender;
    }

    private static Outgoing message(String id, String application, String facility) {
        String text =
                "MSH|^~\\&|"
                        + application
                        + "|"
                        + facility
                        + "|TIE|R0A|20260101||ADT^A01|"
                        + id
                        + "|P|2.4\r";
        return new Outgoing(text.getBytes(ISO_8859_1), id, true);
    }

    private static String code(Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted -> accepted.code();
            case Answer.Rejected rejected -> rejected.code();
            case Answer.Unreachable unreachable -> unreachable.problem().code();
        };
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void messagesTravelOverTlsWithKeysOfBothKinds(Kind kind) {
        Issued own = authority.issue("tie", kind, "127.0.0.1");
        MllpPort port = port(tls(Optional.of(own), Optional.empty()));
        Transport.Tls trusting = tls(Optional.empty(), Optional.of(authority.certificate()));
        MllpSender sender = sender("127.0.0.1", port.portNumber(), trusting);
        for (int i = 0; i < 50; i++) {
            assertThat(code(sender.send(message("m" + i, "PAS", "R0A")))).isEqualTo("AA");
        }
        assertThat(intake.got()).hasSize(50);
    }

    @Test
    void aLargeMessageTravelsOverTls() {
        MllpPort port = port(tls(Optional.of(server), Optional.empty()));
        Transport.Tls trusting = tls(Optional.empty(), Optional.of(authority.certificate()));
        byte[] large =
                ("MSH|^~\\&|PAS|R0A|TIE|R0A|1||ADT^A01|9|P|2.4\rOBX|" + "x".repeat(5 << 20))
                        .getBytes(ISO_8859_1);
        MllpSender sender = sender("localhost", port.portNumber(), trusting);
        assertThat(code(sender.send(new Outgoing(large, "9", true)))).isEqualTo("AA");
        assertThat(intake.got().getFirst().bytes()).isEqualTo(large);
    }

    @Tag("slow")
    @Test
    void largeMessagesReachASlowReaderOverTlsWholeAndOnce() throws Exception {
        Transport.Tls own = tls(Optional.of(server), Optional.empty());
        TlsContext context =
                ((TlsContext.Making.Made) TlsContext.server(own, Instant.now())).context();
        AtomicInteger got = new AtomicInteger();
        try (ServerSocket listening =
                context.context().getServerSocketFactory().createServerSocket()) {
            listening.setReceiveBufferSize(4096);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread.ofVirtual().start(() -> answerAll(listening, got));
            Transport.Tls trusting = tls(Optional.empty(), Optional.of(authority.certificate()));
            MllpSender sender = sender("localhost", listening.getLocalPort(), trusting);
            for (int i = 0; i < 120; i++) {
                byte[] large =
                        ("MSH|^~\\&|PAS|R0A|TIE|R0A|1||ADT^A01|"
                                        + i
                                        + "|P|2.4\rOBX|"
                                        + "x".repeat((2 << 20) + i * 14_000))
                                .getBytes(ISO_8859_1);
                assertThat(code(sender.send(new Outgoing(large, "" + i, true)))).isEqualTo("AA");
            }
        }
        assertThat(got).hasValue(120);
    }

    /** Reads a little at a time; answers what ended. */
    private static void answerAll(ServerSocket listening, AtomicInteger got) {
        while (true) {
            try (Socket socket = listening.accept()) {
                InputStream in = socket.getInputStream();
                byte[] piece = new byte[16 << 10];
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    if (read > 0 && piece[read - 1] == '\r') {
                        int id = got.getAndIncrement();
                        String answer =
                                "\u000bMSH|^~\\&|B|B|A|A|1||ACK|x|P|2.4\rMSA|AA|"
                                        + id
                                        + "\r\u001c\r";
                        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                    }
                }
            } catch (IOException over) {
                if (listening.isClosed()) {
                    return;
                }
            }
        }
    }

    @Test
    void aCertificateForAnotherHostIsNotTalkedTo() {
        Issued other = authority.issue("tie", Kind.EC, "tie.example.org");
        MllpPort port = port(tls(Optional.of(other), Optional.empty()));
        Transport.Tls trusting = tls(Optional.empty(), Optional.of(authority.certificate()));
        MllpSender sender = sender("127.0.0.1", port.portNumber(), trusting);
        assertThat(code(sender.send(message("1", "PAS", "R0A")))).isEqualTo("PAR-1148");
        assertThat(intake.got()).isEmpty();
    }

    @Test
    void aServerThatIsNotTrustedIsNotTalkedTo() {
        MllpPort port = port(tls(Optional.of(server), Optional.empty()));
        Transport.Tls elsewhere = tls(Optional.empty(), Optional.of(stranger.certificate()));
        MllpSender sender = sender("127.0.0.1", port.portNumber(), elsewhere);
        assertThat(code(sender.send(message("1", "PAS", "R0A")))).isEqualTo("PAR-1148");
        Transport.Tls nobody = tls(Optional.empty(), Optional.empty());
        MllpSender byJdk = sender("127.0.0.1", port.portNumber(), nobody);
        assertThat(code(byJdk.send(message("1", "PAS", "R0A")))).isEqualTo("PAR-1148");
    }

    @Test
    void aClientWithoutATrustedCertificateSendsNothing() {
        MllpPort port = port(tls(Optional.of(server), Optional.of(authority.certificate())));
        Transport.Tls without = tls(Optional.empty(), Optional.of(authority.certificate()));
        Issued foreign = stranger.issue("pas", Kind.EC);
        Transport.Tls untrusted = tls(Optional.of(foreign), Optional.of(authority.certificate()));
        for (Transport.Tls each : List.of(without, untrusted)) {
            MllpSender sender = sender("127.0.0.1", port.portNumber(), each);
            assertThat(sender.send(message("1", "PAS", "R0A")))
                    .isInstanceOf(Answer.Unreachable.class);
        }
        assertThat(intake.got()).isEmpty();
        // the client is told before the port counts
        long until = System.nanoTime() + 10_000_000_000L;
        while (port.counters().of(Event.TLS_FAILED) < 2 && System.nanoTime() < until) {
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        assertThat(port.counters().of(Event.TLS_FAILED)).isEqualTo(2);
    }

    @Test
    void aCertificateMaySendOnlyAsItsOwnApplicationAndFacility() {
        MllpPort port =
                port(
                        tls(Optional.of(server), Optional.of(authority.certificate())),
                        new Bound("pas", "PAS", "R0A"),
                        new Bound("pas", "PASTEST", ""));
        Transport.Tls pas =
                tls(
                        Optional.of(authority.issue("pas", Kind.EC)),
                        Optional.of(authority.certificate()));
        MllpSender sender = sender("127.0.0.1", port.portNumber(), pas);
        assertThat(code(sender.send(message("1", "PAS", "R0A")))).isEqualTo("AA");
        assertThat(code(sender.send(message("2", "PAS^1.2.3^ISO", "R0A")))).isEqualTo("AA");
        assertThat(code(sender.send(message("3", "PASTEST", "anything")))).isEqualTo("AA");
        assertThat(code(sender.send(message("4", "LIMS", "R0A")))).isEqualTo("AR");
        assertThat(code(sender.send(message("5", "PAS", "RXX")))).isEqualTo("AR");
        assertThat(code(sender.send(message("6", "PASX", "R0A")))).isEqualTo("AR");
        assertThat(code(sender.send(message("7", "PAS", "R0A")))).isEqualTo("AA");
        assertThat(intake.got())
                .extracting(got -> got.incoming().trouble().map(each -> each.code()).orElse(""))
                .containsExactly("", "", "", "PAR-1123", "PAR-1123", "PAR-1123", "");
        assertThat(intake.got().getFirst().incoming().peer()).endsWith(" pas");
    }

    @Test
    void oneForeignMessageInABatchRefusesTheBatchEvenWhenItIsSpooled() {
        MllpPort port =
                port(
                        tls(Optional.of(server), Optional.of(authority.certificate())),
                        new Bound("pas", "PAS", "R0A"));
        Transport.Tls pas =
                tls(
                        Optional.of(authority.issue("pas", Kind.EC)),
                        Optional.of(authority.certificate()));
        MllpSender sender = sender("127.0.0.1", port.portNumber(), pas);
        String good =
                "MSH|^~\\&|PAS|R0A|TIE|R0A|1||ADT^A01|1|P|2.4\rOBX|" + "x".repeat(2 << 20) + "\r";
        String bad = good + "MSH|^~\\&|LIMS|R0A|TIE|R0A|1||ADT^A01|2|P|2.4\r";
        assertThat(code(sender.send(new Outgoing(good.getBytes(ISO_8859_1), "1", true))))
                .isEqualTo("AA");
        assertThat(code(sender.send(new Outgoing(bad.getBytes(ISO_8859_1), "1", true))))
                .isEqualTo("AR");
    }

    @Test
    void aTrustedButUnboundCertificateIsRefused() {
        MllpPort port =
                port(
                        tls(Optional.of(server), Optional.of(authority.certificate())),
                        new Bound("pas", "PAS", "R0A"));
        Transport.Tls lims =
                tls(
                        Optional.of(authority.issue("lims", Kind.EC)),
                        Optional.of(authority.certificate()));
        MllpSender sender = sender("127.0.0.1", port.portNumber(), lims);
        assertThat(code(sender.send(message("1", "PAS", "R0A")))).isEqualTo("AR");
        assertThat(intake.got().getFirst().incoming().trouble().orElseThrow().code())
                .isEqualTo("PAR-1124");
    }

    @Test
    void aBindingWithoutClientCertificatesIsAMistakeOfTheConfiguration() {
        assertThatThrownBy(() ->
                        port(
                                tls(Optional.of(server), Optional.empty()),
                                new Bound("pas", "PAS", "")))
                .isInstanceOfSatisfying(
                        PortFailure.class,
                        failure -> assertThat(failure.problem().code()).isEqualTo("PAR-1126"));
    }

    private SSLContext trusting() {
        Transport.Tls tls = tls(Optional.empty(), Optional.of(authority.certificate()));
        return switch (TlsContext.client(tls, Instant.now())) {
            case TlsContext.Making.Made made -> made.context().context();
            case TlsContext.Making.Failed failed ->
                    throw new AssertionError(failed.problems().toString());
        };
    }

    @Test
    void oldProtocolsAreRefused() throws Exception {
        MllpPort port = port(tls(Optional.of(server), Optional.empty()));
        SSLContext any = trusting();
        for (String protocol : List.of("TLSv1", "TLSv1.1")) {
            try (SSLSocket socket =
                    (SSLSocket)
                            any.getSocketFactory().createSocket("127.0.0.1", port.portNumber())) {
                socket.setEnabledProtocols(new String[] {protocol});
                assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
            }
        }
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            try (SSLSocket socket =
                    (SSLSocket)
                            any.getSocketFactory().createSocket("127.0.0.1", port.portNumber())) {
                socket.setEnabledProtocols(new String[] {protocol});
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            }
        }
    }

    @Test
    void weakCiphersAreRefused() throws Exception {
        MllpPort port = port(tls(Optional.of(server), Optional.empty()));
        SSLContext any = trusting();
        try (SSLSocket socket =
                (SSLSocket) any.getSocketFactory().createSocket("127.0.0.1", port.portNumber())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void aClientThatNeverShakesHandsIsPutOut() throws Exception {
        MllpPort port = port(HASTY, tls(Optional.of(server), Optional.empty()));
        try (Socket mute = new Socket(InetAddress.getLoopbackAddress(), port.portNumber())) {
            mute.setSoTimeout(5_000);
            assertThat(mute.getInputStream().read()).isNegative();
        }
    }

    @Test
    void plainTextOnATlsPortIsNotAMessage() throws Exception {
        MllpPort port = port(tls(Optional.of(server), Optional.empty()));
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port.portNumber())) {
            plain.getOutputStream().write("\u000bMSH|^~\\&|\u001c\r".getBytes(ISO_8859_1));
            plain.setSoTimeout(5_000);
            assertThat(plain.getInputStream().readAllBytes()).doesNotContain('M', 'S', 'A');
        }
        assertThat(intake.got()).isEmpty();
    }
}

package org.parley.engine.receive.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;
import org.parley.testkit.contract.HeldIntake;
import org.parley.testkit.tls.TestAuthority;

/** Stands in the port's own package, for limits short enough to be met. */
final class HttpsQuietTest {
    @TempDir private Path spool;

    @Test
    void aClientThatNeverShakesHandsIsCutOff() throws IOException {
        var own = new TestAuthority("a").issue("localhost", TestAuthority.Kind.EC, "localhost");
        var tls =
                new Transport.Tls(
                        Optional.of(new Transport.Secret(own.certificate())),
                        Optional.of(new Transport.Secret(own.key())),
                        Optional.empty());
        var http =
                new Transport.HttpIn(
                        "127.0.0.1", 0, "/in", 1000, Optional.of(tls), Optional.empty());
        var in =
                new InPort(
                        "a.b",
                        "tests",
                        http,
                        new InPort.Speaks(InPort.Format.BYTES, Optional.empty(), UTF_8),
                        new InPort.OrderBy.None(),
                        List.of());
        var second = Duration.ofSeconds(1);
        var limits = new HttpLimits(50, second, second, 1000, 4096, 4096, 4096, 200);
        var intake = new HeldIntake();
        try (var port = new HttpPort(in, http, intake, spool, Clock.system(), limits)) {
            port.start();
            int number = URI.create("http://" + port.address()).getPort();
            try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), number)) {
                silent.setSoTimeout(20_000);
                assertThat(silent.getInputStream().read()).isEqualTo(-1);
            }
        }
        assertThat(intake.got()).isEmpty();
    }
}

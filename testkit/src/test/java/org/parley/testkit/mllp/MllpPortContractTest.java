package org.parley.testkit.mllp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;
import org.parley.engine.receive.mllp.MllpPort;
import org.parley.testkit.contract.PortContract;
import org.parley.wire.mllp.Mllp;

final class MllpPortContractTest extends PortContract {
    private static Transport.MllpIn listen(int port) {
        return new Transport.MllpIn(
                "127.0.0.1",
                port,
                false,
                1 << 20,
                100,
                Duration.ofMinutes(1),
                Optional.empty(),
                List.of());
    }

    @Override
    protected Port port(Intake toward, Path scratch) {
        return new MllpPort("pas.adt", listen(0), toward, scratch, Clock.system());
    }

    private static int number(Port port) {
        String address = port.address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    @Override
    protected Optional<Port> clashing(Port started, Intake toward) {
        return Optional.of(
                new MllpPort(
                        "pas.other",
                        listen(number(started)),
                        toward,
                        Path.of("target"),
                        Clock.system()));
    }

    @Override
    protected byte[] message(int number) {
        return ("MSH|^~\\&|PAS|R0A|EPR|R0A|20260101||ADT^A01|c" + number + "|P|2.4\rPID|1||é\r")
                .getBytes(ISO_8859_1);
    }

    @Override
    protected Peer peer(Port started, Path scratch) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), number(started));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        return new Peer() {
            @Override
            public void send(byte[] message) throws IOException {
                socket.getOutputStream().write(Mllp.frame(message));
            }

            @Override
            public Optional<Reply> reply(Duration atMost) throws IOException {
                socket.setSoTimeout((int) atMost.toMillis());
                try {
                    return Optional.of(answer(in));
                } catch (SocketTimeoutException e) {
                    return Optional.empty();
                }
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    private static PortContract.Reply answer(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != Mllp.FS) {
            all.write(next);
            next = in.read();
        }
        if (next < 0 || in.read() != Mllp.CR) {
            return PortContract.Reply.ENDED;
        }
        return all.toString(ISO_8859_1).contains("\rMSA|AA|")
                ? PortContract.Reply.POSITIVE
                : PortContract.Reply.NEGATIVE;
    }
}

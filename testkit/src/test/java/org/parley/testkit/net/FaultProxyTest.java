package org.parley.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private final ServerSocket echo;
    private final FaultProxy proxy;

    FaultProxyTest() throws IOException {
        echo = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = new FaultProxy(new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort()));
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesBytesOn() throws IOException {
        try (Socket s = connect()) {
            assertThat(roundTrip(s, 100_000)).isEqualTo(pattern(100_000));
            assertThat(proxy.connections()).isEqualTo(1);
        }
    }

    @Test
    void delays() throws IOException {
        proxy.set(new Fault.Latency(Duration.ofMillis(60)));
        try (Socket s = connect()) {
            long start = System.nanoTime();
            roundTrip(s, 10);
            assertThat(System.nanoTime() - start).isGreaterThan(110_000_000);
        }
    }

    @Test
    void chokes() throws IOException {
        proxy.set(new Fault.Bandwidth(20_000));
        try (Socket s = connect()) {
            long start = System.nanoTime();
            assertThat(roundTrip(s, 4_000)).isEqualTo(pattern(4_000));
            assertThat(System.nanoTime() - start).isGreaterThan(180_000_000);
        }
    }

    @Test
    void resetsAfterSoManyBytes() throws IOException {
        proxy.set(new Fault.ResetAfter(50));
        try (Socket s = connect()) {
            assertThat(roundTrip(s, 40)).isEqualTo(pattern(40));
            assertThatThrownBy(() -> roundTrip(s, 40)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void endsOneDirectionOnly() throws IOException {
        proxy.set(new Fault.HalfCloseAfter(50));
        try (Socket s = connect()) {
            s.getOutputStream().write(pattern(80));
            assertThat(s.getInputStream().readNBytes(50)).isEqualTo(pattern(50));
            assertThat(s.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void corrupts() throws IOException {
        proxy.set(new Fault.Corrupt(7));
        try (Socket s = connect()) {
            byte[] back = roundTrip(s, 700);
            assertThat(back).isNotEqualTo(pattern(700)).hasSize(700);
        }
    }

    @Test
    void swallows() throws IOException {
        proxy.set(new Fault.BlackHole());
        try (Socket s = connect()) {
            s.setSoTimeout(150);
            assertThatThrownBy(() -> roundTrip(s, 10)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void refusesAndResets() throws IOException {
        try (Socket s = connect()) {
            roundTrip(s, 10);
            proxy.set(new Fault.Refuse());
            proxy.resetAll();
            assertThatThrownBy(() -> roundTrip(s, 10)).isInstanceOf(IOException.class);
            assertThatThrownBy(
                            () -> {
                                try (Socket next = connect()) {
                                    roundTrip(next, 10);
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(proxy.address().getAddress(), proxy.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static byte[] roundTrip(Socket s, int size) throws IOException {
        s.getOutputStream().write(pattern(size));
        byte[] back = s.getInputStream().readNBytes(size);
        if (back.length < size) {
            throw new IOException("only " + back.length + " bytes came back");
        }
        return back;
    }

    private static byte[] pattern(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread.ofVirtual().start(() -> copy(socket));
            } catch (IOException closing) {
                FaultProxy.quietly(echo);
            }
        }
    }

    private static void copy(Socket socket) {
        try (socket) {
            byte[] buffer = new byte[4096];
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                socket.getOutputStream().write(Arrays.copyOf(buffer, n));
            }
        } catch (IOException gone) {
            FaultProxy.quietly(socket);
        }
    }
}

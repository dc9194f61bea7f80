package org.parley.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real engine with a heap of 256 MiB meets what no sender should send; afterwards it still
 * serves.
 */
@Tag("slow")
final class PortLimitsTest {
    private static final String TRUST =
            """
            trust: limits
            is: Limits
            owner: Nobody
            ---
            system: a
            is: A
            owner: Nobody
            sends:
              x: { over: mllp, listen: "${a.x}", speaks: hl7v2 2.4, max-message: 120 MiB, max-connections: 10000 }
            ---
            system: b
            is: B
            owner: Nobody
            receives:
              y: { over: mllp, to: "${b.y}", speaks: hl7v2 2.4 }
            ---
            route: all
            why: Everything waits for a receiver that is away.
            from: a.x
            to:
              - send: b.y
            if-rejected: park
            if-unreachable: wait
            """;

    private static final int IDLE = 9_990;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private EngineProcess engine;

    private int port;
    private int sent;

    @BeforeEach
    void start() throws IOException {
        Path trust = Files.createDirectory(folder.resolve("trust"));
        Files.writeString(trust.resolve("trust.yaml"), TRUST);
        Path data = Files.createDirectory(folder.resolve("data"));
        String address = EngineProcess.freeAddress();
        port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        Map<String, String> addresses = Map.of("a.x", address, "b.y", EngineProcess.freeAddress());
        engine = new EngineProcess(trust, data, addresses, folder.resolve("log"), Map.of());
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.kill();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private byte[] message(String rest) {
        String text = "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|L" + sent++ + "|P|2.4\r" + rest;
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String exchange(Socket socket, byte[] message) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(0x0b);
        out.write(message);
        out.write(new byte[] {0x1c, '\r'});
        out.flush();
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c != 0x1c; c = in.read()) {
            if (c < 0) {
                return "closed after " + answer;
            }
            answer.append((char) c);
        }
        in.read();
        return answer.toString();
    }

    private void stillServes() throws IOException {
        try (Socket socket = connect()) {
            assertThat(exchange(socket, message("PID|1||7\r"))).contains("MSA|AA");
        }
    }

    @Test
    void aFrameOf100MebibytesIsTakenWithAHeapOf256() throws IOException {
        byte[] large = Arrays.copyOf(message("OBX|1|ED|X||"), 100 << 20);
        Arrays.fill(large, 100, large.length, (byte) 'A');
        try (Socket socket = connect()) {
            assertThat(exchange(socket, large)).contains("MSA|AA");
        }
        stillServes();
        assertThat(engine.ask("book")).isEqualTo("balanced waiting=2");
    }

    @Test
    void tenThousandIdleConnectionsHoldUpNobody() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try (Socket busy = connect()) {
            for (int i = 0; i < IDLE; i++) {
                idle.add(connect());
            }
            for (int i = 0; i < 100; i++) {
                long began = System.nanoTime();
                assertThat(exchange(busy, message("PID|1||" + i + "\r"))).contains("MSA|AA");
                assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
            }
            stillServes();
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void endlessRepeatsAndComponentsAreAnswered() throws IOException {
        for (String separator : List.of("~", "^", "&", "|", "\\", "\r", "PID|\r", "MRG|1\r")) {
            String rest = "PID|1||" + separator.repeat((8 << 20) / separator.length()) + "\r";
            try (Socket socket = connect()) {
                assertThat(exchange(socket, message(rest))).as(separator).contains("MSA|A");
            }
        }
        stillServes();
    }

    @Test
    void hostileDelimitersAreAnswered() throws IOException {
        for (int place = 3; place < 8; place++) {
            for (int value = 0; value < 256; value++) {
                if (value == 0x1c || value == 0x0b) {
                    continue; // these are MLLP's own
                }
                byte[] message = message("PID|1||7^8~9\r");
                message[place] = (byte) value;
                try (Socket socket = connect()) {
                    assertThat(exchange(socket, message)).as(place + " " + value).contains("MSA");
                }
            }
        }
        stillServes();
    }
}

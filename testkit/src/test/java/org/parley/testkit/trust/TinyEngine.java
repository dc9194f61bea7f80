package org.parley.testkit.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forwards each message to all receivers before it answers; loses, doubles or alters some when told
 * to. Gives up on a receiver after some tries. For tests of the testkit only.
 */
final class TinyEngine implements AutoCloseable {
    enum Sin {
        NONE,
        LOSES_EVERY_TENTH,
        DOUBLES_EVERY_TENTH,
        ALTERS_EVERY_TENTH
    }

    private static final int TRIES = 200;

    private final List<InetSocketAddress> to;
    private final Sin sin;
    private final ServerSocket server;
    private final AtomicLong count = new AtomicLong();

    TinyEngine(List<InetSocketAddress> to, Sin sin) throws IOException {
        this.to = to;
        this.sin = sin;
        this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closing) {
                Quietly.close(server);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Socket[] lines = new Socket[to.size()];
            FrameReader frames = new FrameReader(socket.getInputStream());
            while (frames.next()) {
                byte[] m = Arrays.copyOfRange(frames.buffer(), frames.from(), frames.to());
                Header header = Header.of(m, 0, m.length);
                if (header.controlId().isEmpty()) {
                    socket.getOutputStream().write(Ack.of(header, "AR", 1));
                    continue;
                }
                long n = count.incrementAndGet();
                for (int i = 0; i < lines.length; i++) {
                    forward(lines, i, m, i == 0 && n % 10 == 0 ? sin : Sin.NONE);
                }
                socket.getOutputStream().write(Ack.of(header, "AA", n));
            }
        } catch (IOException gone) {
            Quietly.close(socket);
        }
    }

    private void forward(Socket[] lines, int i, byte[] m, Sin now) {
        switch (now) {
            case NONE -> deliver(lines, i, m);
            case LOSES_EVERY_TENTH -> {}
            case DOUBLES_EVERY_TENTH -> {
                deliver(lines, i, m);
                deliver(lines, i, m);
            }
            case ALTERS_EVERY_TENTH -> {
                byte[] other = m.clone();
                other[other.length - 2] ^= 1;
                deliver(lines, i, other);
            }
        }
    }

    private void deliver(Socket[] lines, int i, byte[] m) {
        String id = Header.of(m, 0, m.length).controlId();
        for (int n = 0; n < TRIES; n++) {
            try {
                if (lines[i] == null || lines[i].isClosed()) {
                    lines[i] = new Socket();
                    lines[i].setSoTimeout(200);
                    lines[i].connect(to.get(i), 200);
                }
                OutputStream out = lines[i].getOutputStream();
                byte[] frame = new byte[m.length + 3];
                frame[0] = 0x0B;
                System.arraycopy(m, 0, frame, 1, m.length);
                frame[m.length + 1] = 0x1C;
                frame[m.length + 2] = '\r';
                out.write(frame);
                InputStream in = lines[i].getInputStream();
                FrameReader answers = new FrameReader(in);
                if (answers.next() && yes(answers, id)) {
                    return;
                }
                Quietly.close(lines[i]);
            } catch (IOException again) {
                Quietly.close(lines[i]);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    private static boolean yes(FrameReader answers, String id) {
        String text =
                new String(
                        answers.buffer(),
                        answers.from(),
                        answers.to() - answers.from(),
                        java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.contains("MSA|AA|" + id) || text.contains("MSA|CA|" + id);
    }
}

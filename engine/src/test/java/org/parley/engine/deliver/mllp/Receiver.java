package org.parley.engine.deliver.mllp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver that answers as a test wants; one connection at a time is enough. */
final class Receiver implements AutoCloseable {
    /** What it does with a message; may throw to end the connection. */
    interface Script {
        void on(String message, Talk talk) throws IOException, InterruptedException;
    }

    /** A way to talk back. */
    record Talk(Socket socket, int connection) {
        void bytes(String wire) throws IOException {
            socket.getOutputStream()
                    .write(
                            wire.replace('<', '\u000b')
                                    .replace('>', '\u001c')
                                    .replace('!', '\r')
                                    .getBytes(ISO_8859_1));
        }

        void answer(String code, String id) throws IOException {
            bytes(frame(code, id));
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        static String frame(String code, String id) {
            return "<MSH|^~\\&|B|B|A|A|20260101||ACK|x1|P|2.4!MSA|" + code + "|" + id + "!>!";
        }
    }

    private final ServerSocket server;
    private final Script script;
    final List<String> got = new CopyOnWriteArrayList<>();
    private volatile int connections;

    Receiver(Script script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    Receiver(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                int number = connections + 1;
                connections = number;
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new java.io.BufferedInputStream(socket.getInputStream());
            Talk talk = new Talk(socket, number);
            while (true) {
                String message = frame(in);
                if (message.isEmpty()) {
                    return;
                }
                got.add(message);
                script.on(message, talk);
            }
        } catch (IOException e) {
            // the test wanted it so
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String frame(InputStream in) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        if (in.read() != 0x0b) {
            return "";
        }
        for (int next = in.read(); next != 0x1c; next = in.read()) {
            if (next < 0) {
                return "";
            }
            content.write(next);
        }
        return in.read() == 0x0d ? content.toString(ISO_8859_1) : "";
    }

    /** MSH-10. */
    static String id(String message) {
        return message.split("\\|", -1)[9];
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

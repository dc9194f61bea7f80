package org.parley.engine.deliver.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver on a raw socket that answers, or misbehaves, as it is told. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;
    private final AtomicInteger requests = new AtomicInteger();
    private final Semaphore arrived = new Semaphore(0);
    private volatile String script = "";
    private volatile String answer = "";
    private volatile String head = "";
    private volatile byte[] body = new byte[0];

    ScriptedServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        Thread.ofVirtual()
                .start(() -> {
                    while (!listening.isClosed()) {
                        try {
                            Socket socket = listening.accept();
                            Thread.ofVirtual().start(() -> serve(socket));
                        } catch (IOException closed) {
                            return;
                        }
                    }
                });
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/in");
    }

    void answer(int status, String text) {
        answer(status, text, "");
    }

    void answer(int status, String text, String headers) {
        script = "";
        answer =
                "HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n%s"
                        .formatted(status, headers, text.length(), text);
    }

    void script(String name) {
        script = name;
    }

    int requests() {
        return requests.get();
    }

    String lastHead() {
        return head;
    }

    byte[] lastBody() {
        return body;
    }

    void awaitRequest() throws InterruptedException {
        if (!arrived.tryAcquire(10, TimeUnit.SECONDS)) {
            throw new AssertionError("no request came");
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (request(in)) {
                requests.incrementAndGet();
                arrived.release();
                if (!act(socket)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The other side hung up, which some tests want.
            return;
        }
    }

    private boolean request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            text.append((char) b);
        }
        String lower = text.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        int end = lower.indexOf("\r\n", at);
        int length = at < 0 ? 0 : Integer.parseInt(lower.substring(at + 15, end).strip());
        body = in.readNBytes(length);
        head = text.toString();
        return true;
    }

    private boolean act(Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        switch (script) {
            case "hang" -> Thread.sleep(20_000);
            case "late" -> {
                Thread.sleep(1500);
                out.write("HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
            }
            case "dribble" -> {
                out.write("HTTP/1.1 200 X\r\nContent-Length: 999\r\n\r\n".getBytes(ISO_8859_1));
                for (int i = 0; i < 999; i++) {
                    out.write('x');
                    Thread.sleep(50);
                }
            }
            case "endless" -> {
                out.write(
                        "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n"
                                .getBytes(ISO_8859_1));
                byte[] chunk = ("10000\r\n" + "x".repeat(65536) + "\r\n").getBytes(ISO_8859_1);
                while (true) {
                    out.write(chunk);
                }
            }
            case "reset" -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case "half" -> {
                out.write("HTTP/1.1 200 X\r\nContent-Length: 999\r\n\r\nhalf".getBytes(ISO_8859_1));
                return false;
            }
            default -> {
                out.write(answer.getBytes(ISO_8859_1));
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

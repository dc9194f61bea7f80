package org.parley.engine.receive.mllp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A bare connection that says exactly what a test wants ({@code <>!} for VT, FS, CR). */
final class Plug implements AutoCloseable {
    final Socket socket;
    private final InputStream in;

    Plug(int port) throws IOException {
        this(open(port));
    }

    Plug(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        this.in = socket.getInputStream();
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        return socket;
    }

    static byte[] wire(String text) {
        return text.replace('<', '\u000b')
                .replace('>', '\u001c')
                .replace('!', '\r')
                .getBytes(ISO_8859_1);
    }

    void say(String text) throws IOException {
        socket.getOutputStream().write(wire(text));
    }

    void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void sayByteByByte(String text) throws IOException {
        for (byte each : wire(text)) {
            socket.getOutputStream().write(each);
        }
    }

    /** The next frame's content; {@code EOF} at the end of the stream. */
    String hear() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return "EOF";
        }
        if (next != 0x0b) {
            throw new IOException("an answer begins with " + next);
        }
        for (next = in.read(); next != 0x1c; next = in.read()) {
            if (next < 0) {
                throw new IOException("an answer was cut");
            }
            content.write(next);
        }
        if (in.read() != 0x0d) {
            throw new IOException("an answer has no CR");
        }
        return content.toString(ISO_8859_1);
    }

    /** MSA-1 and MSA-2 of the next answer, as {@code AA|id}; {@code EOF}. */
    String code() throws IOException {
        String answer = hear();
        if (answer.equals("EOF")) {
            return answer;
        }
        for (String segment : answer.split("\r", -1)) {
            if (segment.startsWith("MSA|")) {
                String[] fields = segment.split("\\|", -1);
                return fields[1] + "|" + fields[2];
            }
        }
        throw new IOException("no MSA in " + answer);
    }

    /** True when nothing comes for a moment. */
    boolean silent(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(10_000);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package org.parley.engine.receive.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.util.function.BooleanSupplier;

/** A sender that writes whatever it likes. */
final class Raw implements AutoCloseable {
    private static final int ANSWER_WITHIN_MILLIS = 15_000;

    private final Socket socket;

    Raw(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        socket =
                new Socket(
                        address.substring(0, colon),
                        Integer.parseInt(address.substring(colon + 1)));
        socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
    }

    Raw write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    Raw endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Everything until the server closes. */
    String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** Waits for a condition, at most ten seconds. */
    static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited ten seconds in vain");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

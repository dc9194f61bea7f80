package org.parley.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A receiver that answers AA to every frame with its control id; any number of connections on one
 * thread.
 */
final class LightReceiver implements AutoCloseable {
    private static final byte[] BEFORE =
            "\u000bMSH|^~\\&|R|R|P|P|20260612101500||ACK|A|P|2.4\rMSA|AA|"
                    .getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] AFTER = "\r\u001c\r".getBytes(StandardCharsets.ISO_8859_1);

    private final ServerSocketChannel server;
    private final Selector selector;
    private final AtomicLong received = new AtomicLong();
    private final LongConsumer arrivals;
    private volatile boolean closed;

    LightReceiver() throws IOException {
        this(id -> {});
    }

    /**
     * @param arrivals told the number in the control id of each message
     */
    LightReceiver(LongConsumer arrivals) throws IOException {
        this.arrivals = arrivals;
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        Thread.ofPlatform().daemon().name("receiver").start(this::run);
    }

    int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    long received() {
        return received.get();
    }

    private void run() {
        ByteBuffer out = ByteBuffer.allocate(256);
        while (!closed) {
            try {
                selector.select(200);
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        SocketChannel channel = server.accept();
                        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                        channel.configureBlocking(false);
                        channel.register(
                                selector, SelectionKey.OP_READ, ByteBuffer.allocate(64 * 1024));
                    } else if (key.isReadable()) {
                        read(key, (ByteBuffer) key.attachment(), out);
                    }
                }
                selector.selectedKeys().clear();
            } catch (ClosedSelectorException stopped) {
                return;
            } catch (IOException gone) {
                selector.selectedKeys().forEach(SelectionKey::cancel);
                selector.selectedKeys().clear();
            }
        }
    }

    private void read(SelectionKey key, ByteBuffer in, ByteBuffer out) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (channel.read(in) < 0) {
            channel.close();
            return;
        }
        int end = in.position();
        if (end < 3 || in.get(end - 2) != 0x1C || in.get(end - 1) != 0x0D) {
            return;
        }
        int bars = 0;
        int at = 1;
        while (at < end && bars < 9) {
            if (in.get(at++) == '|') {
                bars++;
            }
        }
        int from = at;
        long id = 0;
        while (at < end && in.get(at) != '|') {
            byte digit = in.get(at++);
            id = digit >= '0' && digit <= '9' ? id * 10 + digit - '0' : id;
        }
        arrivals.accept(id);
        out.clear();
        out.put(BEFORE).put(in.slice(from, at - from)).put(AFTER).flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        in.clear();
        received.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        selector.close();
    }
}

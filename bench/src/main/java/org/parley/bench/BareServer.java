package org.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The floor under the latency of an acknowledgement on this machine: one thread that reads what
 * came, writes it to a file filled ahead, forces it and answers. It parses, routes and delivers
 * nothing. A process of its own; runs until standard input ends.
 */
final class BareServer implements AutoCloseable {
    private static final byte[] ANSWER =
            "\u000bMSH|^~\\&|B|B|P|P|20260612101500||ACK|A|P|2.4\rMSA|AA|1\r\u001c\r"
                    .getBytes(StandardCharsets.ISO_8859_1);
    private static final int FILE_BYTES = 64 << 20;

    private final Process process;
    private final InetSocketAddress address;

    /** Starts one. */
    BareServer() throws IOException {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BareServer.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        address =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(out.readLine()));
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** The server itself. */
    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempFile(Path.of("target"), "bare", ".log");
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open();
                FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
            file.toFile().deleteOnExit();
            log.write(ByteBuffer.allocateDirect(FILE_BYTES), 0);
            log.force(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            System.out.println(server.socket().getLocalPort());
            serve(selector, server, log);
        }
    }

    private static void serve(Selector selector, ServerSocketChannel server, FileChannel log)
            throws IOException {
        ByteBuffer in = ByteBuffer.allocateDirect(1 << 20);
        ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER);
        List<SocketChannel> owed = new ArrayList<>();
        long at = 0;
        while (true) {
            selector.select();
            in.clear();
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    SocketChannel channel = server.accept();
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    channel.configureBlocking(false);
                    channel.register(selector, SelectionKey.OP_READ);
                } else if (took((SocketChannel) key.channel(), in)) {
                    owed.add((SocketChannel) key.channel());
                }
            }
            selector.selectedKeys().clear();
            if (!owed.isEmpty()) {
                in.flip();
                at = at + in.remaining() > FILE_BYTES ? 0 : at;
                at += log.write(in, at);
                log.force(false);
                for (SocketChannel channel : owed) {
                    channel.write(answer.rewind());
                }
                owed.clear();
            }
        }
    }

    /** Whether the end of a frame came. */
    private static boolean took(SocketChannel channel, ByteBuffer in) throws IOException {
        if (channel.read(in) < 0) {
            channel.close();
            return false;
        }
        int end = in.position();
        return end >= 2 && in.get(end - 1) == 0x0D && in.get(end - 2) == 0x1C;
    }
}

package org.parley.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Stop-and-wait senders on one thread: each connection has one message in flight and counts an
 * answer only when it says AA or CA. Light, so that the cores are left to the engine.
 */
final class LightGenerator {
    private final InetSocketAddress to;
    private final int connections;
    private final List<SampleMessages.Sample> samples;
    private final double perSecond;
    private final LongConsumer sending;
    private long nextId;
    private long[] latencies = new long[1 << 20];
    private int acknowledged;
    private int refused;

    /**
     * @param perSecond over all connections; 0 for as fast as answers come
     */
    LightGenerator(
            InetSocketAddress to,
            int connections,
            List<SampleMessages.Sample> samples,
            double perSecond,
            long firstId) {
        this(to, connections, samples, perSecond, firstId, id -> {});
    }

    /**
     * @param sending told the number of each message before it goes out
     */
    LightGenerator(
            InetSocketAddress to,
            int connections,
            List<SampleMessages.Sample> samples,
            double perSecond,
            long firstId,
            LongConsumer sending) {
        this.sending = sending;
        this.to = to;
        this.connections = connections;
        this.samples = samples;
        this.perSecond = perSecond;
        this.nextId = firstId;
    }

    /** What a run gave; times in nanoseconds. */
    record Result(int acknowledged, int refused, double seconds, long p50, long p99, long nextId) {
        double perSecond() {
            return acknowledged / seconds;
        }
    }

    private static final class Client {
        final ByteBuffer in = ByteBuffer.allocate(4096);
        ByteBuffer out = ByteBuffer.allocate(0);
        long sentAt;
        boolean busy;
    }

    Result run(double seconds) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(to);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Client());
            }
            long start = System.nanoTime();
            long end = start + (long) (seconds * 1e9);
            int inFlight = 0;
            long sent = 0;
            while (true) {
                long now = System.nanoTime();
                if (now < end) {
                    for (SelectionKey key : selector.keys()) {
                        Client client = (Client) key.attachment();
                        if (!client.busy
                                && (perSecond == 0 || sent < (now - start) * perSecond / 1e9)) {
                            send(key, client, now);
                            inFlight++;
                            sent++;
                        }
                    }
                } else if (inFlight == 0 || now > end + 5_000_000_000L) {
                    break;
                }
                if (perSecond == 0) {
                    selector.select(100);
                } else {
                    selector.select(1);
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    Client client = (Client) key.attachment();
                    if (key.isWritable()) {
                        write(key, client);
                    }
                    if (key.isReadable() && answered(key, client)) {
                        inFlight--;
                    }
                }
                selector.selectedKeys().clear();
            }
            double took = (System.nanoTime() - start) / 1e9;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            long[] all = Arrays.copyOf(latencies, Math.min(acknowledged, latencies.length));
            Arrays.sort(all);
            return new Result(
                    acknowledged,
                    refused,
                    Math.min(took, seconds),
                    at(all, 0.50),
                    at(all, 0.99),
                    nextId);
        }
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
    }

    private void send(SelectionKey key, Client client, long now) throws IOException {
        SampleMessages.Sample sample = samples.get((int) (nextId % samples.size()));
        int length = sample.bytes().length;
        if (client.out.capacity() < length + 3) {
            client.out = ByteBuffer.allocate(Math.max(4096, length + 3));
        }
        client.out.clear();
        client.out.put((byte) 0x0B).put(sample.bytes()).put((byte) 0x1C).put((byte) 0x0D);
        long id = nextId++;
        for (int digit = SampleMessages.ID_DIGITS - 1; digit >= 0; digit--) {
            client.out.put(1 + sample.idAt() + digit, (byte) ('0' + id % 10));
            id /= 10;
        }
        client.out.flip();
        client.busy = true;
        client.sentAt = now;
        sending.accept(nextId - 1);
        client.in.clear();
        write(key, client);
    }

    private static void write(SelectionKey key, Client client) throws IOException {
        ((SocketChannel) key.channel()).write(client.out);
        key.interestOps(
                client.out.hasRemaining()
                        ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                        : SelectionKey.OP_READ);
    }

    private boolean answered(SelectionKey key, Client client) throws IOException {
        if (((SocketChannel) key.channel()).read(client.in) < 0) {
            throw new IOException("the engine closed the connection");
        }
        int end = client.in.position();
        if (end < 2 || client.in.get(end - 1) != 0x0D || client.in.get(end - 2) != 0x1C) {
            return false;
        }
        if (saysYes(client.in.array(), end)) {
            if (acknowledged < latencies.length) {
                latencies[acknowledged] = System.nanoTime() - client.sentAt;
            }
            acknowledged++;
        } else {
            refused++;
        }
        client.busy = false;
        return true;
    }

    /** Looks for {@code MSA|AA} or {@code MSA|CA} at the start of a segment; makes no garbage. */
    private static boolean saysYes(byte[] answer, int end) {
        for (int at = 0; at + 7 < end; at++) {
            if (answer[at] == '\r'
                    && answer[at + 1] == 'M'
                    && answer[at + 2] == 'S'
                    && answer[at + 3] == 'A'
                    && (answer[at + 5] == 'A' || answer[at + 5] == 'C')
                    && answer[at + 6] == 'A'
                    && answer[at + 7] == '|') {
                return true;
            }
        }
        return false;
    }
}

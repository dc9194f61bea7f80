package org.parley.testkit.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A system that receives over MLLP; one virtual thread a connection. */
public final class SimulatedReceiver implements Receiving {
    private static final int BACKLOG = 256;

    private final String name;
    private final Ledger ledger;
    private final int destination;
    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong seen = new AtomicLong();
    private final Object switching = new Object();
    private volatile Behaviour behaviour = Behaviour.HEALTHY;
    private volatile boolean closed;
    private ServerSocket server;

    /**
     * Listens on loopback.
     *
     * @param name the destination's
     * @param port 0 for any
     */
    public SimulatedReceiver(String name, int port, Ledger ledger) {
        this.name = name;
        this.ledger = ledger;
        this.destination = ledger.index(name);
        this.server = listen(port);
        this.port = server.getLocalPort();
        accept(server);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public long seen() {
        return seen.get();
    }

    @Override
    public void behave(Behaviour next) {
        synchronized (switching) {
            if (closed) {
                return;
            }
            behaviour = next;
            if (next instanceof Behaviour.Dead) {
                hangUp();
            } else if (server.isClosed()) {
                server = listen(port);
                accept(server);
            }
        }
    }

    @Override
    public void close() {
        synchronized (switching) {
            closed = true;
            hangUp();
        }
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hangUp() {
        Quietly.close(server);
        connections.forEach(Quietly::close);
    }

    private void accept(ServerSocket listening) {
        Thread.ofVirtual()
                .name(name + " accepts")
                .start(() -> {
                    while (!listening.isClosed()) {
                        try {
                            Socket socket = listening.accept();
                            Thread.ofVirtual().name(name).start(() -> serve(socket));
                        } catch (IOException closing) {
                            Quietly.close(listening);
                        }
                    }
                });
    }

    private void serve(Socket socket) {
        connections.add(socket);
        try (socket) {
            socket.setTcpNoDelay(true);
            if (behaviour instanceof Behaviour.Dead) {
                return;
            }
            FrameReader frames = new FrameReader(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (frames.next()) {
                take(frames, socket, out);
            }
        } catch (IOException | InterruptedException gone) {
            Quietly.close(socket);
        } finally {
            connections.remove(socket);
        }
    }

    private void take(FrameReader frames, Socket socket, OutputStream out)
            throws IOException, InterruptedException {
        Header header = Header.of(frames.buffer(), frames.from(), frames.to());
        long number = seen.incrementAndGet();
        String yes = header.enhanced() ? "CA" : "AA";
        switch (behaviour) {
            case Behaviour.Healthy() -> {
                note(frames, header, Answered.YES);
                out.write(Ack.of(header, yes, number));
                if (header.both()) {
                    out.write(Ack.of(header, "AA", number));
                }
            }
            case Behaviour.Dead() -> throw new IOException("dead");
            case Behaviour.Stalls() -> note(frames, header, Answered.NO);
            case Behaviour.AnswersForAnother() -> {
                note(frames, header, Answered.NO);
                out.write(Ack.forAnother(yes, number));
            }
            case Behaviour.SaysNo(String code) -> {
                note(frames, header, Answered.NO);
                out.write(Ack.of(header, code, number));
            }
            case Behaviour.AnswersLate(Duration after) -> {
                note(frames, header, Answered.MAYBE);
                byte[] answer = Ack.of(header, yes, number);
                Thread.sleep(after);
                out.write(answer);
            }
            case Behaviour.ResetsInMidFrame() -> {
                note(frames, header, Answered.NO);
                byte[] answer = Ack.of(header, yes, number);
                out.write(answer, 0, answer.length / 2);
                socket.setSoLinger(true, 0);
                throw new IOException("reset on purpose");
            }
            case Behaviour.Dribbles(Duration between) -> {
                note(frames, header, Answered.MAYBE);
                for (byte b : Ack.of(header, yes, number)) {
                    out.write(b);
                    Thread.sleep(between);
                }
            }
        }
    }

    private void note(FrameReader frames, Header header, Answered answered) {
        ledger.arrived(
                destination,
                header.hash(),
                header::controlId,
                Hash.digest(frames.buffer(), frames.from(), frames.to()),
                answered);
    }
}

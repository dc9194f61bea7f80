package org.parley.testkit.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A TCP proxy on loopback that behaves as badly as it is told. */
public final class FaultProxy implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FaultProxy.class.getName());

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private volatile Fault fault = new Fault.None();

    /** Listens on any free port. */
    public FaultProxy(InetSocketAddress target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fault proxy").start(this::accept);
    }

    /** Where to connect instead. */
    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /** From the next byte on. Counts of bytes begin anew with each connection. */
    public void set(Fault next) {
        fault = next;
    }

    /** How many connections were made so far. */
    public long connections() {
        return connections.get();
    }

    /** Resets all connections there are now. */
    public void resetAll() {
        sockets.forEach(FaultProxy::reset);
    }

    @Override
    public void close() {
        quietly(server);
        resetAll();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections.incrementAndGet();
                if (fault instanceof Fault.Refuse) {
                    reset(client);
                } else {
                    Thread.ofVirtual().start(() -> join(client));
                }
            } catch (IOException closing) {
                quietly(server);
            }
        }
    }

    private void join(Socket client) {
        Socket upstream = new Socket();
        sockets.add(client);
        sockets.add(upstream);
        try {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            upstream.connect(target, 5_000);
            Runnable both =
                    () -> {
                        reset(client);
                        reset(upstream);
                    };
            Thread up =
                    Thread.ofVirtual()
                            .start(new FaultPipe(client, upstream, true, () -> fault, both));
            new FaultPipe(upstream, client, false, () -> fault, both).run();
            up.join();
        } catch (IOException unreachable) {
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
            sockets.remove(upstream);
            quietly(client);
            quietly(upstream);
        }
    }

    /** Ends a connection with RST. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            LOG.log(System.Logger.Level.DEBUG, "The socket was closed before.", alreadyClosed);
        }
        quietly(socket);
    }

    static void quietly(Closeable thing) {
        try {
            thing.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The proxy could not close cleanly.", e);
        }
    }
}

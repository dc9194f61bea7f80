package org.parley.engine.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Bytes as they come. */
public final class PlainPipe implements Pipe {
    private static final System.Logger LOG = System.getLogger(PlainPipe.class.getName());

    private final SocketChannel channel;

    /**
     * @param channel connected, not blocking
     */
    public PlainPipe(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        channel.write(from);
        return !from.hasRemaining();
    }

    @Override
    public int wants() {
        return 0;
    }

    @Override
    public boolean holdsBytes() {
        return false;
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public Optional<String> commonName() {
        return Optional.empty();
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "A connection could not be closed. reason={0}",
                    e.toString());
        }
    }
}

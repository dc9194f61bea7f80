package org.parley.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file through a channel. Java closes a channel under everyone when one thread is interrupted in
 * it: for reading the file is then opened again, for writing the exception stands, because a failed
 * write or fsync must never look like a good one.
 */
final class FileDiskFile implements DiskFile {
    private final Path path;
    private final boolean readOnly;
    private final Object reopening = new Object();
    private volatile FileChannel channel;
    private volatile boolean closed;

    FileDiskFile(Path path, OpenOption... options) throws IOException {
        this.path = path;
        this.readOnly = options.length == 1;
        this.channel = FileChannel.open(path, options);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        int start = into.position();
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel used = channel;
                try {
                    while (into.hasRemaining()) {
                        int count = used.read(into, at + into.position() - start);
                        if (count < 0) {
                            break;
                        }
                    }
                    return into.position() - start;
                } catch (ClosedChannelException byInterrupt) {
                    if (closed || !readOnly) {
                        throw byInterrupt;
                    }
                    interrupted |= Thread.interrupted();
                    reopen();
                    into.position(start);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void reopen() throws IOException {
        synchronized (reopening) {
            if (!channel.isOpen() && !closed) {
                channel = FileChannel.open(path, StandardOpenOption.READ);
            }
        }
    }

    @Override
    public void write(ByteBuffer from, long at) throws IOException {
        long next = at;
        while (from.hasRemaining()) {
            next += channel.write(from, next);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        synchronized (reopening) {
            closed = true;
            channel.close();
        }
    }
}

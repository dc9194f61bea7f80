package org.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The yardstick: group commit to a file filled with zeros beforehand and nothing else. Each message
 * gets a length and a CRC32C; no positions, no recovery, no reading. Wraps at the end of the file.
 */
final class BareLog implements AutoCloseable {
    private static final int WRITE_BYTES = 1 << 20;

    private final FileChannel channel;
    private final long size;
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE_BYTES);
    private final CRC32C crc = new CRC32C();
    private final Thread committer;
    private List<Waiting> queue = new ArrayList<>();
    private long at;
    private volatile boolean idle;
    private volatile boolean closing;

    private static final class Waiting {
        private final byte[] message;
        private final Thread thread = Thread.currentThread();
        private volatile boolean durable;

        Waiting(byte[] message) {
            this.message = message;
        }
    }

    BareLog(Path file, long size) throws IOException {
        this.size = size;
        channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        ByteBuffer zeros = ByteBuffer.allocateDirect(WRITE_BYTES);
        for (long filled = 0; filled < size; filled += WRITE_BYTES) {
            channel.write(zeros.clear(), filled);
        }
        channel.force(true);
        committer = Thread.ofPlatform().name("bare").start(this::commit);
    }

    /** Returns when the message is durable. */
    void append(byte[] message) {
        Waiting waiting = new Waiting(message);
        lock.lock();
        try {
            queue.add(waiting);
        } finally {
            lock.unlock();
        }
        if (idle) {
            LockSupport.unpark(committer);
        }
        while (!waiting.durable) {
            LockSupport.park(this);
        }
    }

    private @Nullable List<Waiting> take() {
        lock.lock();
        try {
            if (queue.isEmpty()) {
                return null;
            }
            List<Waiting> taken = queue;
            queue = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void commit() {
        try {
            while (!closing) {
                List<Waiting> batch = take();
                if (batch == null) {
                    idle = true;
                    batch = take();
                    if (batch == null && !closing) {
                        LockSupport.parkNanos(this, 100_000_000);
                    }
                    idle = false;
                }
                if (batch != null) {
                    write(batch);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(List<Waiting> batch) throws IOException {
        buffer.clear();
        for (Waiting waiting : batch) {
            if (buffer.remaining() < waiting.message.length + 8) {
                flush();
            }
            crc.reset();
            crc.update(waiting.message);
            buffer.putInt(waiting.message.length).putInt((int) crc.getValue());
            buffer.put(waiting.message);
        }
        flush();
        channel.force(false);
        for (Waiting waiting : batch) {
            waiting.durable = true;
            LockSupport.unpark(waiting.thread);
        }
    }

    private void flush() throws IOException {
        if (at + WRITE_BYTES > size) {
            at = 0;
        }
        at += channel.write(buffer.flip(), at);
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        closing = true;
        LockSupport.unpark(committer);
        try {
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }
}

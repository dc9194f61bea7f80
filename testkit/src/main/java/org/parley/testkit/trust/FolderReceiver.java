package org.parley.testkit.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A system that takes files from a folder: reads each and removes it. A file counts as delivered
 * once it has its final name, so only {@link Behaviour.Dead} (takes nothing) differs from healthy.
 */
public final class FolderReceiver implements Receiving {
    private static final long LOOK_NANOS = 20_000_000;

    private final String name;
    private final Path folder;
    private final String pattern;
    private final Identity identity;
    private final Ledger ledger;
    private final int destination;
    private final AtomicLong seen = new AtomicLong();
    private final Thread thread;
    private volatile Behaviour behaviour = Behaviour.HEALTHY;
    private volatile boolean closed;

    /**
     * Makes the folder if need be.
     *
     * @param pattern final names, as a glob: {@code *.csv}; other names are being written still
     */
    public FolderReceiver(
            String name, Path folder, String pattern, Identity identity, Ledger ledger) {
        this.name = name;
        this.folder = folder;
        this.pattern = pattern;
        this.identity = identity;
        this.ledger = ledger;
        this.destination = ledger.index(name);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.thread = Thread.ofVirtual().name(name).start(this::watch);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return folder.toString();
    }

    @Override
    public void behave(Behaviour next) {
        behaviour = next;
    }

    @Override
    public long seen() {
        return seen.get();
    }

    /** Looks a last time, then stops. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!closed) {
            look();
            LockSupport.parkNanos(LOOK_NANOS);
        }
        look();
    }

    private void look() {
        if (behaviour instanceof Behaviour.Dead) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            for (Path file : files) {
                take(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        byte[] body;
        try {
            body = Files.readAllBytes(file);
            Files.delete(file);
        } catch (NoSuchFileException takenByOther) {
            return;
        }
        seen.incrementAndGet();
        Identity.Name known = identity.of(body);
        ledger.arrived(
                destination,
                known.hash(),
                known::text,
                Hash.digest(body, 0, body.length),
                Answered.YES);
    }
}

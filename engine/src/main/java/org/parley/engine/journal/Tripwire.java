package org.parley.engine.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A disk that tells when any write or force failed for another reason than a full disk: a disk that
 * fails one file is not trusted with another.
 */
final class Tripwire implements Disk {
    private final Disk disk;
    private volatile Consumer<Throwable> alarm = cause -> {};

    Tripwire(Disk disk) {
        this.disk = disk;
    }

    void onFailure(Consumer<Throwable> told) {
        alarm = told;
    }

    /** Whether an exception says that the disk is full; Java has no type for it. */
    static boolean isFull(IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left")
                || text.contains("quota exceeded")
                || text.contains("not enough space");
    }

    /** Neither a full disk nor a thread that somebody interrupted is a disk that fails. */
    private void tell(IOException e) {
        if (!isFull(e) && !(e instanceof ClosedByInterruptException)) {
            alarm.accept(e);
        }
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new Watched(disk.create(name));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new Watched(disk.open(name));
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return disk.openToRead(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public boolean exists(String name) throws IOException {
        return disk.exists(name);
    }

    @Override
    public long freeBytes() throws IOException {
        return disk.freeBytes();
    }

    @Override
    public void syncDirectory() throws IOException {
        try {
            disk.syncDirectory();
        } catch (IOException e) {
            tell(e);
            throw e;
        }
    }

    @Override
    public Optional<Closeable> lock(String name) throws IOException {
        return disk.lock(name);
    }

    @Override
    public String place() {
        return disk.place();
    }

    private final class Watched implements DiskFile {
        private final DiskFile file;

        Watched(DiskFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            return file.read(into, at);
        }

        @Override
        public void write(ByteBuffer from, long at) throws IOException {
            try {
                file.write(from, at);
            } catch (IOException e) {
                tell(e);
                throw e;
            }
        }

        @Override
        public void force() throws IOException {
            try {
                file.force();
            } catch (IOException e) {
                tell(e);
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}

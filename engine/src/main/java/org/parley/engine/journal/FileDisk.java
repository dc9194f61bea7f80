package org.parley.engine.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory of the machine's file system. */
public final class FileDisk implements Disk {
    private final Path directory;

    /** Uses a directory and makes it when it is not there. */
    public static FileDisk at(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new FileDisk(directory);
    }

    /** Uses a directory as it is, so that looking never makes one. */
    public static FileDisk existing(Path directory) {
        return new FileDisk(directory);
    }

    private FileDisk(Path directory) {
        this.directory = directory;
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new FileDiskFile(
                directory.resolve(name),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new FileDiskFile(
                directory.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return new FileDiskFile(directory.resolve(name), StandardOpenOption.READ);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                directory.resolve(from),
                directory.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(directory.resolve(name));
    }

    @Override
    public long freeBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<Closeable> lock(String name) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve(name),
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE);
        boolean held = false;
        try {
            @SuppressWarnings("resource") // closed with its channel
            FileLock lock = channel.tryLock();
            held = lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            held = false;
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? Optional.of(channel) : Optional.empty();
    }

    @Override
    public String place() {
        return directory.toString();
    }
}

package org.parley.engine.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder on this machine. */
public final class LocalFolder implements Folder {
    private final Path root;

    public LocalFolder(Path root) {
        this.root = root;
    }

    @Override
    public String address() {
        return root.toString();
    }

    @Override
    public List<Found> list(String sub) throws IOException {
        List<Found> found = new ArrayList<>();
        Path folder = within(sub);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (FileNames.plain(name)) {
                    look(entry, name).ifPresent(found::add);
                }
                if (found.size() == LISTED) {
                    break;
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return found;
    }

    @Override
    public Optional<Found> find(String name) throws IOException {
        Path path = within(name);
        return look(path, String.valueOf(path.getFileName()));
    }

    private static Optional<Found> look(Path path, String name) throws IOException {
        try {
            BasicFileAttributes is =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(
                    new Found(
                            name,
                            is.size(),
                            is.lastModifiedTime().toInstant(),
                            is.isRegularFile()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream read(String name) throws IOException {
        return Channels.newInputStream(
                Files.newByteChannel(
                        within(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    @Override
    public Optional<Path> local(String name) {
        return Optional.of(within(name));
    }

    @Override
    public void makeFolder(String sub) throws IOException {
        Path folder = within(sub);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(folder.toString());
            }
        }
    }

    @Override
    public void create(String name, byte[] bytes) throws IOException {
        Path path = within(name);
        try (FileChannel out =
                FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        syncFolderOf(path);
    }

    @Override
    public boolean claim(String from, String to) throws IOException {
        Path target = within(to);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        try {
            Files.move(within(from), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            return false;
        }
        syncFolderOf(target);
        syncFolderOf(within(from));
        return true;
    }

    @Override
    public boolean publish(String from, String to) throws IOException {
        Path source = within(from);
        Path target = within(to);
        try {
            // A rename would overwrite in silence; a second link to the same file cannot.
            Files.createLink(target, source);
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (NoSuchFileException gone) {
            throw gone;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            return publishWithoutLinks(source, target);
        }
        syncFolderOf(target);
        Files.delete(source);
        return true;
    }

    private static boolean publishWithoutLinks(Path source, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        syncFolderOf(target);
        return true;
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(within(name));
    }

    @Override
    public void close() {}

    private static void syncFolderOf(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private Path within(String name) {
        Path path = root;
        for (String part : name.isEmpty() ? new String[0] : name.split("/", -1)) {
            if (!FileNames.plain(part)) {
                throw new IllegalArgumentException("a name that leads elsewhere");
            }
            path = path.resolve(part);
        }
        return path;
    }
}

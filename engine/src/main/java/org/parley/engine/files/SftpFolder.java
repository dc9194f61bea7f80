package org.parley.engine.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHFsyncExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.parley.engine.plan.Transport;

/**
 * A folder on an SFTP server. What is durable is up to the server: fsync is asked for where the
 * server offers {@code fsync@openssh.com}.
 */
final class SftpFolder implements Folder {
    private static final int PIECE_BYTES = 32 * 1024;

    private final Transport.Where.Sftp where;
    private final SftpLink link;

    SftpFolder(Transport.Where.Sftp where, Duration within) {
        this.where = where;
        this.link = new SftpLink(where, within);
    }

    @Override
    public String address() {
        return "sftp://" + where.host() + ":" + where.port() + where.folder();
    }

    @Override
    public List<Found> list(String sub) throws IOException {
        return link.use(client -> {
            List<Found> found = new ArrayList<>();
            for (SftpClient.DirEntry entry : client.readDir(within(sub))) {
                String name = entry.getFilename();
                if (FileNames.plain(name)) {
                    // Some servers list what a link points at; only lstat tells the truth.
                    look(client, sub.isEmpty() ? name : sub + "/" + name, name)
                            .ifPresent(found::add);
                }
                if (found.size() == LISTED) {
                    break;
                }
            }
            return found;
        });
    }

    @Override
    public Optional<Found> find(String name) throws IOException {
        return link.use(client -> look(client, name, name.substring(name.lastIndexOf('/') + 1)));
    }

    private Optional<Found> look(SftpClient client, String name, String last) throws IOException {
        try {
            Attributes is = client.lstat(within(name));
            Instant modified =
                    is.getModifyTime() == null ? Instant.EPOCH : is.getModifyTime().toInstant();
            return Optional.of(new Found(last, is.getSize(), modified, is.isRegularFile()));
        } catch (SftpException status) {
            if (missing(status)) {
                return Optional.empty();
            }
            throw status;
        }
    }

    @Override
    public InputStream read(String name) throws IOException {
        return link.use(client -> {
            if (!client.lstat(within(name)).isRegularFile()) {
                throw new FileNotFoundException("not a regular file");
            }
            return client.read(within(name), PIECE_BYTES);
        });
    }

    @Override
    public Optional<Path> local(String name) {
        return Optional.empty();
    }

    @Override
    public void makeFolder(String sub) throws IOException {
        link.use(client -> {
            Optional<Found> there = look(client, sub, sub);
            if (there.isEmpty()) {
                client.mkdir(within(sub));
            } else if (!client.lstat(within(sub)).isDirectory()) {
                throw new NotDirectoryException(sub);
            }
            return sub;
        });
    }

    @Override
    public void create(String name, byte[] bytes) throws IOException {
        link.use(client -> {
            if (look(client, name, name).isPresent()) {
                throw new FileAlreadyExistsException(name);
            }
            var modes = EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Exclusive);
            try (SftpClient.CloseableHandle handle = client.open(within(name), modes)) {
                for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
                    int some = Math.min(PIECE_BYTES, bytes.length - at);
                    client.write(handle, at, bytes, at, some);
                }
                OpenSSHFsyncExtension fsync = client.getExtension(OpenSSHFsyncExtension.class);
                if (fsync != null && fsync.isSupported()) {
                    fsync.fsync(handle);
                }
            }
            return name;
        });
    }

    @Override
    public boolean claim(String from, String to) throws IOException {
        return link.use(client -> {
            try {
                client.rename(within(from), within(to));
                return true;
            } catch (SftpException status) {
                if (missing(status) || look(client, from, from).isEmpty()) {
                    return false;
                }
                throw status;
            }
        });
    }

    @Override
    public boolean publish(String from, String to) throws IOException {
        return link.use(client -> {
            if (look(client, to, to).isPresent()) {
                return false;
            }
            try {
                client.rename(within(from), within(to));
                return true;
            } catch (SftpException status) {
                if (look(client, to, to).isPresent()) {
                    return false;
                }
                throw status;
            }
        });
    }

    @Override
    public void delete(String name) throws IOException {
        link.use(client -> {
            try {
                client.remove(within(name));
            } catch (SftpException status) {
                if (!missing(status)) {
                    throw status;
                }
            }
            return name;
        });
    }

    @Override
    public void close() {
        link.close();
    }

    private static boolean missing(SftpException status) {
        return status.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
                || status.getStatus() == SftpConstants.SSH_FX_NO_SUCH_PATH;
    }

    private String within(String name) {
        for (String part : name.isEmpty() ? new String[0] : name.split("/", -1)) {
            if (!FileNames.plain(part)) {
                throw new IllegalArgumentException("a name that leads elsewhere");
            }
        }
        String base = where.folder().endsWith("/") ? where.folder() : where.folder() + "/";
        return name.isEmpty() ? where.folder() : base + name;
    }
}

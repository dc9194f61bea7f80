package org.parley.engine.deliver.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender;
import org.parley.engine.files.FileNames;
import org.parley.engine.files.FilesProblems;
import org.parley.engine.files.Folder;
import org.parley.engine.files.FolderTrouble;
import org.parley.engine.files.Folders;
import org.parley.engine.plan.Transport;

/**
 * Writes each message as a file named after its control id. Written as a hidden {@code .parley-…}
 * file, made durable, then given its name in one step. When the name is taken by the same bytes,
 * the message is there already (a resend after a crash); when by others, it gets the next free name
 * {@code ID-2}, {@code ID-3} and so on, for control ids of different systems may be the same.
 */
public final class FilesSender implements Sender {
    private static final int NAMES = 1000;
    private static final System.Logger LOG = System.getLogger(FilesSender.class.getName());

    private final String name;
    private final String suffix;
    private final Clock clock;
    private final Folder folder;
    private volatile boolean closed;

    /**
     * A sender that has written nothing yet.
     *
     * @param name of the destination
     * @param answerWithin how long one act on an SFTP server may take
     */
    public FilesSender(String name, Transport.FilesOut out, Duration answerWithin, Clock clock) {
        this.name = name;
        this.suffix = suffix(out.suffix());
        this.clock = clock;
        this.folder = Folders.open(out.folder(), answerWithin);
    }

    private static String suffix(String given) {
        if (given.isEmpty()) {
            return "";
        }
        String tame = FileNames.tame("x" + given).substring(1);
        return given.startsWith(".") ? tame : "." + tame;
    }

    @Override
    public Answer send(Outgoing message) {
        long began = clock.nanoTime();
        if (closed) {
            return new Answer.Unreachable(FilesProblems.closed(name));
        }
        try {
            return write(message, began);
        } catch (FolderTrouble failed) {
            return new Answer.Unreachable(failed.problem());
        } catch (IOException failed) {
            return new Answer.Unreachable(
                    FilesProblems.cannotWrite(name, failed.getClass().getSimpleName()));
        } catch (RuntimeException fault) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A file could not be written. destination=" + name,
                    fault);
            return new Answer.Unreachable(
                    FilesProblems.cannotWrite(name, fault.getClass().getSimpleName()));
        }
    }

    private Answer write(Outgoing message, long began) throws IOException {
        String base = FileNames.tame(message.controlId());
        String hidden = ".parley-" + base + "-" + FileNames.digest(message.bytes()) + ".tmp";
        boolean prepared = false;
        for (int number = 1; number <= NAMES; number++) {
            String wanted = base + (number == 1 ? "" : "-" + number) + suffix;
            Optional<Folder.Found> taken = folder.find(wanted);
            if (taken.isEmpty()) {
                if (!prepared) {
                    prepare(hidden, message.bytes());
                    prepared = true;
                }
                if (folder.publish(hidden, wanted)) {
                    return written(began);
                }
                taken = folder.find(wanted);
            }
            if (taken.isPresent() && holds(wanted, taken.get(), message.bytes())) {
                folder.delete(hidden);
                return written(began);
            }
        }
        folder.delete(hidden);
        return new Answer.Rejected("name", FilesProblems.noFreeName(name, NAMES));
    }

    private Answer written(long began) {
        return new Answer.Accepted("written", Duration.ofNanos(clock.nanoTime() - began));
    }

    /** What an earlier try left under the hidden name may be cut short. */
    private void prepare(String hidden, byte[] bytes) throws IOException {
        folder.delete(hidden);
        try {
            folder.create(hidden, bytes);
        } catch (FileAlreadyExistsException another) {
            throw new IOException("two senders write the same message at once", another);
        }
    }

    private boolean holds(String wanted, Folder.Found taken, byte[] bytes) throws IOException {
        if (!taken.regular() || taken.size() != bytes.length) {
            return false;
        }
        try (InputStream in = folder.read(wanted)) {
            return Arrays.equals(in.readNBytes(bytes.length + 1), bytes);
        } catch (java.nio.file.NoSuchFileException justTaken) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        folder.close();
    }
}

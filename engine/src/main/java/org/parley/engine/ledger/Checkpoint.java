package org.parley.engine.ledger;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The ledger at one position, in a file: magic, form, state, checksum. Written beside and renamed,
 * so that there is always a whole one; one that cannot be read is passed over and the journal
 * folded from its start.
 */
public final class Checkpoint {
    private static final System.Logger LOG = System.getLogger(Checkpoint.class.getName());
    private static final long MAGIC = 0x5041524C45594C31L;

    /** Another form means: fold the journal again. */
    private static final int FORM = 1;

    private final Path file;

    public Checkpoint(Path folder) {
        this.file = folder.resolve("ledger.checkpoint");
    }

    /** Writes the ledger's state; durable when it returns. */
    public void write(Ledger ledger) throws IOException {
        Path next = file.resolveSibling("ledger.checkpoint.new");
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            CheckedOutputStream checked =
                    new CheckedOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16),
                            new CRC32C());
            DataOutputStream out = new DataOutputStream(checked);
            out.writeLong(MAGIC);
            out.writeInt(FORM);
            ledger.write(out);
            out.flush();
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder =
                FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Is there a whole one of this form? Checked before anything is read into a ledger. */
    private boolean whole() {
        if (!Files.exists(file)) {
            return false;
        }
        try (CheckedInputStream checked =
                        new CheckedInputStream(
                                new BufferedInputStream(Files.newInputStream(file), 1 << 16),
                                new CRC32C());
                DataInputStream in = new DataInputStream(checked)) {
            long rest = Files.size(file) - Long.BYTES;
            if (rest < 12 || in.readLong() != MAGIC || in.readInt() != FORM) {
                return false;
            }
            in.skipNBytes(rest - 12);
            long sum = checked.getChecksum().getValue();
            return in.readLong() == sum;
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "The checkpoint cannot be read. file={0}", file);
            return false;
        }
    }

    /**
     * Brings a fresh ledger to where the checkpoint was; false when there is none that can be used.
     */
    public boolean read(Ledger ledger) throws IOException {
        if (!whole()) {
            return false;
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            in.readLong();
            in.readInt();
            return ledger.read(in);
        }
    }
}

package org.parley.engine.ledger;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.parley.engine.journal.Disk;
import org.parley.engine.journal.DiskFile;

/**
 * The ledger at one position, in a file: magic, form, state, checksum. Written beside and renamed,
 * so that there is always a whole one; one that cannot be read is passed over and the journal
 * folded from its start.
 */
public final class Checkpoint {
    private static final System.Logger LOG = System.getLogger(Checkpoint.class.getName());
    private static final long MAGIC = 0x5041524C45594C31L;
    private static final String FILE = "ledger.checkpoint";
    private static final String NEXT = "ledger.checkpoint.new";
    private static final int BUFFER = 1 << 16;

    /** Another form means: fold the journal again. */
    private static final int FORM = 2;

    private final Disk disk;

    public Checkpoint(Disk disk) {
        this.disk = disk;
    }

    /** Writes the ledger's state; durable when it returns. */
    public void write(Ledger ledger) throws IOException {
        disk.delete(NEXT);
        try (DiskFile file = disk.create(NEXT)) {
            CheckedOutputStream checked = new CheckedOutputStream(new Written(file), new CRC32C());
            // the buffer stands before the checksum, which is slow byte by byte
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
            out.writeLong(MAGIC);
            out.writeInt(FORM);
            ledger.write(out);
            out.flush();
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
            file.force();
        }
        disk.rename(NEXT, FILE);
        disk.syncDirectory();
    }

    /** Is there a whole one of this form? Checked before anything is read into a ledger. */
    private boolean whole() throws IOException {
        if (!disk.exists(FILE)) {
            return false;
        }
        try (DiskFile file = disk.openToRead(FILE)) {
            CheckedInputStream checked = new CheckedInputStream(bytes(file), new CRC32C());
            DataInputStream in = new DataInputStream(checked);
            long rest = file.size() - Long.BYTES;
            if (rest < 12 || in.readLong() != MAGIC || in.readInt() != FORM) {
                return false;
            }
            in.skipNBytes(rest - 12);
            long sum = checked.getChecksum().getValue();
            return in.readLong() == sum;
        } catch (IOException unreadable) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The checkpoint cannot be read. place={0}",
                    disk.place());
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
        try (DiskFile file = disk.openToRead(FILE)) {
            DataInputStream in = new DataInputStream(bytes(file));
            in.readLong();
            in.readInt();
            return ledger.read(in);
        }
    }

    private static InputStream bytes(DiskFile file) {
        return new BufferedInputStream(new Reading(file), BUFFER);
    }

    /** A file as a stream, from its start. */
    private static final class Written extends OutputStream {
        private final DiskFile file;
        private long at;

        Written(DiskFile file) {
            this.file = file;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            file.write(ByteBuffer.wrap(bytes, from, length), at);
            at += length;
        }
    }

    /** The same the other way round. */
    private static final class Reading extends InputStream {
        private final DiskFile file;
        private long at;

        Reading(DiskFile file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = file.read(ByteBuffer.wrap(bytes, from, length), at);
            at += count;
            return count == 0 ? -1 : count;
        }
    }
}

package org.parley.engine.journal;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A sealed segment compressed with zstd in blocks, read as if it were raw. One block is kept
 * decompressed. One thread.
 */
final class PackedBytes implements SegmentBytes {
    static final long MAGIC = 0x5041524c45595a31L; // PARLEYZ1
    static final int HEADER = 64;

    /** Bytes of the raw segment in one block. */
    static final int BLOCK = 64 << 10;

    /** Offset, length and checksum of a block. */
    static final int TABLE_ENTRY = 16;

    private final DiskFile file;
    private final long rawLength;
    private final ByteBuffer table;
    private final Checksum checksum;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final byte[] block = new byte[BLOCK];
    private long blockHeld = -1;

    /** Bytes of a packed file that are not what was written. */
    static final class Damage extends IOException {
        private static final long serialVersionUID = 1L;
        private final long rawOffset;

        Damage(long rawOffset, String what) {
            super(what);
            this.rawOffset = rawOffset;
        }

        long rawOffset() {
            return rawOffset;
        }

        BadBytes at(long position) {
            return new BadBytes(rawOffset, position, String.valueOf(getMessage()));
        }
    }

    private PackedBytes(
            DiskFile file, long rawLength, ByteBuffer table, byte[] dictionary, long epoch) {
        this.file = file;
        this.rawLength = rawLength;
        this.table = table;
        this.checksum = new Checksum(epoch);
        if (dictionary.length > 0) {
            zstd.loadDict(dictionary);
        }
    }

    /** Opens a packed file and takes it over. */
    static PackedBytes open(DiskFile file) throws IOException {
        try {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            readFully(file, header, 0);
            long epoch = header.getLong(16);
            Checksum checksum = new Checksum(epoch);
            if (header.getLong(0) != MAGIC
                    || header.getInt(60) != checksum.begin().add(header, 0, 60).value()) {
                throw new Damage(0, "the packed header fails its checksum");
            }
            long rawLength = header.getLong(24);
            ByteBuffer dictionary = ByteBuffer.allocate(header.getInt(40));
            readFully(file, dictionary, HEADER);
            ByteBuffer table = ByteBuffer.allocate(header.getInt(36) * TABLE_ENTRY);
            readFully(file, table, header.getLong(48));
            if (header.getInt(44)
                            != checksum.begin()
                                    .add(dictionary.array(), 0, dictionary.capacity())
                                    .value()
                    || header.getInt(56)
                            != checksum.begin().add(table.array(), 0, table.capacity()).value()) {
                throw new Damage(0, "the packed dictionary or table fails its checksum");
            }
            return new PackedBytes(file, rawLength, table, dictionary.array(), epoch);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void readFully(DiskFile file, ByteBuffer into, long at) throws IOException {
        file.read(into, at);
        if (into.hasRemaining()) {
            throw new Damage(0, "the packed file is too short");
        }
        into.flip();
    }

    @Override
    public long size() {
        return rawLength;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        int start = into.position();
        long next = at;
        while (into.hasRemaining() && next < rawLength) {
            long number = next / BLOCK;
            load(number);
            int from = (int) (next % BLOCK);
            int length = (int) Math.min(into.remaining(), Math.min(BLOCK - from, rawLength - next));
            into.put(block, from, length);
            next += length;
        }
        return into.position() - start;
    }

    private void load(long number) throws IOException {
        if (number == blockHeld) {
            return;
        }
        blockHeld = -1;
        int entry = (int) number * TABLE_ENTRY;
        ByteBuffer packed = ByteBuffer.allocate(table.getInt(entry + 8));
        readFully(file, packed, table.getLong(entry));
        if (table.getInt(entry + 12)
                != checksum.begin().add(packed.array(), 0, packed.capacity()).value()) {
            throw new Damage(number * BLOCK, "a packed block fails its checksum");
        }
        try {
            int expected = (int) Math.min(BLOCK, rawLength - number * BLOCK);
            int length =
                    zstd.decompressByteArray(
                            block, 0, expected, packed.array(), 0, packed.capacity());
            if (length != expected) {
                throw new Damage(number * BLOCK, "a packed block has another length");
            }
        } catch (ZstdException e) {
            throw new Damage(number * BLOCK, "a packed block cannot be decompressed");
        }
        blockHeld = number;
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        file.close();
    }
}

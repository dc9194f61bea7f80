package org.parley.engine.journal;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Compresses a sealed segment: reads all of it and checks every record first, writes a new file,
 * reads that back and compares, and only then puts it in the raw file's place.
 */
final class Packer {
    private static final int LEVEL = 3;
    private static final int DICTIONARY_BYTES = 32 << 10;
    private static final int SAMPLE_BYTES = 4 << 10;
    private static final int SAMPLES = 512;

    /** Blocks between two rests. */
    private static final int REST_BLOCKS = 16;

    private final Disk disk;
    private final Pace pace;

    Packer(Disk disk, Pace pace) {
        this.disk = disk;
        this.pace = pace;
    }

    /**
     * Makes the packed file beside the raw one.
     *
     * @param end one past the segment's last position
     * @return bytes of the packed file
     */
    long pack(Segment segment, long end) throws IOException, BadBytes {
        String name = Segment.name(segment.number(), Segment.PACKED);
        String unfinished = name + ".tmp";
        try (SegmentBytes raw = segment.open(disk)) {
            LogScan.Result scanned = LogScan.scan(raw, segment.header());
            if (scanned.end() != end) {
                throw scanned.bad();
            }
            long length = scanned.offset();
            disk.delete(unfinished);
            long size;
            try (DiskFile file = disk.create(unfinished)) {
                size = write(raw, length, segment.header(), file);
                file.force();
            }
            compare(raw, length, unfinished);
            disk.rename(unfinished, name);
            disk.syncDirectory();
            return size;
        }
    }

    private long write(SegmentBytes raw, long length, SegmentHeader header, DiskFile file)
            throws IOException {
        byte[] dictionary = train(raw, length);
        int blocks = (int) ((length + PackedBytes.BLOCK - 1) / PackedBytes.BLOCK);
        ByteBuffer table = ByteBuffer.allocate(blocks * PackedBytes.TABLE_ENTRY);
        Checksum checksum = new Checksum(header.epoch());
        file.write(ByteBuffer.wrap(dictionary), PackedBytes.HEADER);
        long at = (long) PackedBytes.HEADER + dictionary.length;
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setLevel(LEVEL);
            if (dictionary.length > 0) {
                zstd.loadDict(dictionary);
            }
            for (int i = 0; i < blocks; i++) {
                byte[] packed = zstd.compress(next(raw, length, i));
                table.putLong(at)
                        .putInt(packed.length)
                        .putInt(checksum.begin().add(packed, 0, packed.length).value());
                file.write(ByteBuffer.wrap(packed), at);
                at += packed.length;
                if (i % REST_BLOCKS == 0) {
                    pace.rest();
                }
            }
        }
        file.write(table.flip(), at);
        ByteBuffer front = ByteBuffer.allocate(PackedBytes.HEADER);
        front.putLong(PackedBytes.MAGIC)
                .putLong(header.index())
                .putLong(header.epoch())
                .putLong(length)
                .putInt(PackedBytes.BLOCK)
                .putInt(blocks)
                .putInt(dictionary.length)
                .putInt(checksum.begin().add(dictionary, 0, dictionary.length).value())
                .putLong(at)
                .putInt(checksum.begin().add(table.array(), 0, table.capacity()).value());
        front.putInt(checksum.begin().add(front, 0, 60).value());
        file.write(front.flip(), 0);
        return at + table.capacity();
    }

    private static byte[] next(SegmentBytes raw, long length, int number) throws IOException {
        long at = (long) number * PackedBytes.BLOCK;
        byte[] block = new byte[(int) Math.min(PackedBytes.BLOCK, length - at)];
        raw.read(ByteBuffer.wrap(block), at);
        return block;
    }

    private static byte[] train(SegmentBytes raw, long length) throws IOException {
        ZstdDictTrainer trainer = new ZstdDictTrainer(SAMPLES * SAMPLE_BYTES, DICTIONARY_BYTES);
        long step = Math.max(SAMPLE_BYTES, (length - Layout.SEGMENT_HEADER) / SAMPLES);
        ByteBuffer sample = ByteBuffer.allocate(SAMPLE_BYTES);
        for (long at = Layout.SEGMENT_HEADER; at + SAMPLE_BYTES <= length; at += step) {
            raw.read(sample.clear(), at);
            if (!trainer.addSample(sample.array().clone())) {
                break;
            }
        }
        try {
            return trainer.trainSamples();
        } catch (ZstdException tooFewSamples) {
            return new byte[0];
        }
    }

    private void compare(SegmentBytes raw, long length, String name) throws IOException {
        try (PackedBytes packed = PackedBytes.open(disk.openToRead(name))) {
            ByteBuffer one = ByteBuffer.allocate(PackedBytes.BLOCK);
            ByteBuffer other = ByteBuffer.allocate(PackedBytes.BLOCK);
            for (long at = 0; at < length; at += PackedBytes.BLOCK) {
                int size = (int) Math.min(PackedBytes.BLOCK, length - at);
                raw.read(one.clear().limit(size), at);
                packed.read(other.clear().limit(size), at);
                if (!one.flip().equals(other.flip()) || packed.size() != length) {
                    throw new PackedBytes.Damage(at, "a packed segment reads back differently");
                }
            }
        }
    }
}

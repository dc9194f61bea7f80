package org.parley.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** What an fsync of 2 KiB into preallocated space costs here and now. */
final class FsyncProbe {
    private static final int ROUNDS = 300;
    private static final int BYTES = 2_048;

    private FsyncProbe() {}

    static double medianNanos() throws IOException {
        Path file = Files.createTempFile(Path.of("target"), "fsync", ".probe");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(ROUNDS * BYTES);
            channel.write(zeros, 0);
            channel.force(true);
            ByteBuffer record = ByteBuffer.allocateDirect(BYTES);
            long[] nanos = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                record.clear();
                long start = System.nanoTime();
                channel.write(record, (long) i * BYTES);
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            return nanos[ROUNDS / 2];
        } finally {
            Files.delete(file);
        }
    }
}

package org.parley.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.parley.engine.clock.Clock;

/** Measures how long the disk takes to make a small write durable. */
final class FsyncProbe {
    private static final String FILE = "fsync.probe";
    private static final int WRITES = 20;
    private static final int BYTES = 4096;

    private final Disk disk;
    private final Clock clock;

    FsyncProbe(Disk disk, Clock clock) {
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * The median; zero when the disk is too full to try, which must not keep the journal from
     * opening.
     */
    Duration median() throws IOException {
        try {
            return measured();
        } catch (IOException e) {
            if (!Tripwire.isFull(e)) {
                throw e;
            }
            disk.delete(FILE);
            return Duration.ZERO;
        }
    }

    private Duration measured() throws IOException {
        disk.delete(FILE);
        long[] nanos = new long[WRITES];
        try (DiskFile file = disk.create(FILE)) {
            file.write(ByteBuffer.allocate(WRITES * BYTES), 0);
            file.force();
            for (int i = 0; i < WRITES; i++) {
                long start = clock.nanoTime();
                file.write(ByteBuffer.allocate(BYTES), (long) i * BYTES);
                file.force();
                nanos[i] = clock.nanoTime() - start;
            }
        }
        disk.delete(FILE);
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[WRITES / 2]);
    }
}

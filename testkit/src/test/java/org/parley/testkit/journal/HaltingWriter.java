package org.parley.testkit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;

/** A process that appends from many threads, says what is durable, and halts without a goodbye. */
final class HaltingWriter {
    static final JournalSettings SETTINGS =
            JournalSettings.defaults()
                    .withSegmentBytes(128 << 10)
                    .withTailBytes(64 << 10)
                    .withReserveBytes(0);

    private HaltingWriter() {}

    /**
     * Runs until it halts.
     *
     * @param args directory, seed, milliseconds to live after the first word
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Quiet.faults();
        Random random = new Random(Long.parseLong(args[1]));
        SegmentJournal journal =
                SegmentJournal.open(
                        FileDisk.at(Path.of(args[0])),
                        SETTINGS,
                        Clock.system(),
                        random,
                        Thread.ofPlatform().daemon().factory());
        CountDownLatch spoken = new CountDownLatch(1);
        for (int writer = 0; writer < 8; writer++) {
            long seed = random.nextLong();
            Thread.ofVirtual().start(() -> write(journal, new Random(seed), spoken));
        }
        spoken.await();
        LockSupport.parkNanos(Duration.ofMillis(Long.parseLong(args[2])).toNanos());
        Runtime.getRuntime().halt(9);
    }

    private static void write(SegmentJournal journal, Random random, CountDownLatch spoken) {
        while (true) {
            byte[] body = body(random.nextLong(), 8 + random.nextInt(3000));
            long position =
                    journal.append(0, new byte[0], new Body.Bytes(body), Purpose.NEW).await();
            String line = position + " " + ByteBuffer.wrap(body).getLong() + "\n";
            synchronized (System.out) {
                System.out.print(line);
                System.out.flush();
            }
            spoken.countDown();
            if (position % 50 == 0) {
                journal.commit("reader", position);
            }
        }
    }

    /** A body that its first eight bytes determine. */
    static byte[] body(long seed, int length) {
        byte[] body = new byte[length];
        new Random(seed).nextBytes(body);
        ByteBuffer.wrap(body).putLong(seed);
        return body;
    }
}

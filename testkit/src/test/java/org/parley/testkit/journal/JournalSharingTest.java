package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Appended;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Disk;
import org.parley.engine.journal.DiskFile;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;

/** Threads that commit for themselves beside the committer, and queues that are read forward. */
final class JournalSharingTest {
    @TempDir Path directory = Path.of("");

    private static SegmentJournal open(Path directory) throws IOException {
        return SegmentJournal.open(
                FileDisk.at(directory),
                HaltingWriter.SETTINGS,
                Clock.system(),
                new Random(),
                Thread.ofPlatform().daemon().factory());
    }

    @Test
    void whatNobodyWaitsForIsWrittenAllTheSame() throws IOException {
        try (SegmentJournal journal = open(directory);
                Cursor cursor = journal.read(0)) {
            for (int i = 0; i < 100; i++) {
                journal.append(1, new byte[0], body(i), Purpose.OUTCOME);
                assertThat(cursor.await(Duration.ofSeconds(10))).isTrue();
                assertThat(cursor.poll()).extracting(Entry::position).isEqualTo((long) i);
            }
        }
    }

    @Test
    void flushingCommitsInTheThreadThatAsks() throws IOException {
        FaultyDisk disk = new FaultyDisk(new Random(1));
        try (SegmentJournal journal =
                SegmentJournal.open(
                        disk,
                        HaltingWriter.SETTINGS,
                        Clock.system(),
                        new Random(),
                        Thread.ofPlatform().daemon().factory())) {
            List<Appended> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(journal.append(1, new byte[0], body(i), Purpose.NEW));
            }
            journal.flush();
            // unless the committer was quicker, which is as good
            for (int i = 0; i < 50; i++) {
                assertThat(all.get(i).await()).isEqualTo(i);
                assertThat(all.get(i).isDone()).isTrue();
            }
        }
    }

    @Test
    void manyThreadsThatFlushAndManyThatOnlyWaitAllGetTheirPositions() throws Exception {
        int threads = 8;
        int each = 300;
        Set<Long> positions = ConcurrentHashMap.newKeySet();
        try (SegmentJournal journal = open(directory)) {
            List<Thread> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                boolean flushes = t % 2 == 0;
                boolean virtual = t % 4 < 2;
                Runnable work =
                        () -> {
                            for (int i = 0; i < each; i++) {
                                Appended one = journal.append(1, new byte[0], body(i), Purpose.NEW);
                                if (flushes) {
                                    journal.flush();
                                }
                                positions.add(one.await());
                                journal.append(2, new byte[0], body(i), Purpose.OUTCOME);
                            }
                        };
                all.add(
                        virtual
                                ? Thread.startVirtualThread(work)
                                : Thread.ofPlatform().start(work));
            }
            for (Thread thread : all) {
                assertThat(thread.join(Duration.ofSeconds(60)))
                        .as("nobody waits for ever")
                        .isTrue();
            }
        }
        assertThat(positions).hasSize(threads * each);
        try (SegmentJournal again = open(directory)) {
            assertThat(again.end()).isEqualTo(2L * threads * each);
        }
    }

    /** As the deliveries of a long queue read: upwards, a little out of turn. */
    @Test
    void aLongQueueIsReadForwardNotAgainFromThePlaceBefore() throws IOException {
        CountingDisk disk = new CountingDisk(FileDisk.at(directory));
        int count = 8_000;
        JournalSettings settings = JournalSettings.defaults().withTailBytes(64 << 10);
        try (SegmentJournal journal =
                SegmentJournal.openStepped(disk, settings, Clock.system(), new Random(1))) {
            for (int i = 0; i < count; i++) {
                journal.append(1, new byte[10], new Body.Bytes(new byte[1_000]), Purpose.NEW);
            }
            while (journal.step()) {
                // until all of it is on the disk
            }
            long before = disk.read;
            Random random = new Random(7);
            for (int from = 0; from < count; from += 8) {
                List<Integer> eight = new ArrayList<>();
                for (int i = from; i < from + 8; i++) {
                    eight.add(i);
                }
                Collections.shuffle(eight, random);
                for (int at : eight) {
                    assertThat(journal.entry(at).orElseThrow().position()).isEqualTo(at);
                }
            }
            assertThat(disk.read - before)
                    .as("bytes read of a journal of 8 MiB")
                    .isLessThan(8L * count * 1_050);
        }
    }

    private static Body body(int number) {
        return new Body.Bytes(("message " + number).getBytes(StandardCharsets.UTF_8));
    }

    /** Counts the bytes that are read. */
    private static final class CountingDisk implements Disk {
        private final Disk disk;
        private long read;

        CountingDisk(Disk disk) {
            this.disk = disk;
        }

        private DiskFile counting(DiskFile file) {
            return new DiskFile() {
                @Override
                public long size() throws IOException {
                    return file.size();
                }

                @Override
                public int read(ByteBuffer into, long at) throws IOException {
                    int got = file.read(into, at);
                    read += Math.max(0, got);
                    return got;
                }

                @Override
                public void write(ByteBuffer from, long at) throws IOException {
                    file.write(from, at);
                }

                @Override
                public void force() throws IOException {
                    file.force();
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }

        @Override
        public DiskFile create(String name) throws IOException {
            return counting(disk.create(name));
        }

        @Override
        public DiskFile open(String name) throws IOException {
            return counting(disk.open(name));
        }

        @Override
        public DiskFile openToRead(String name) throws IOException {
            return counting(disk.openToRead(name));
        }

        @Override
        public void rename(String from, String to) throws IOException {
            disk.rename(from, to);
        }

        @Override
        public void delete(String name) throws IOException {
            disk.delete(name);
        }

        @Override
        public List<String> list() throws IOException {
            return disk.list();
        }

        @Override
        public boolean exists(String name) throws IOException {
            return disk.exists(name);
        }

        @Override
        public long freeBytes() throws IOException {
            return disk.freeBytes();
        }

        @Override
        public void syncDirectory() throws IOException {
            disk.syncDirectory();
        }

        @Override
        public Optional<Closeable> lock(String name) throws IOException {
            return disk.lock(name);
        }

        @Override
        public String place() {
            return disk.place();
        }
    }
}

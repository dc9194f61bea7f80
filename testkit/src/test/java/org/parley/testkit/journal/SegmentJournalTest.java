package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;

/**
 * What only the embedded journal promises: processes that die, disks that fill, files that move.
 */
final class SegmentJournalTest {
    @TempDir Path directory = Path.of("");

    @BeforeAll
    static void quiet() {
        Quiet.faults();
    }

    private static SegmentJournal open(Path directory) throws IOException {
        return SegmentJournal.open(
                FileDisk.at(directory),
                HaltingWriter.SETTINGS,
                Clock.system(),
                new Random(),
                Thread.ofPlatform().daemon().factory());
    }

    @Test
    @Tag("slow")
    void whatAHaltedProcessSaidIsThereAfterARestart() throws IOException, InterruptedException {
        Map<Long, Long> said = new HashMap<>();
        for (int round = 0; round < 4; round++) {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    HaltingWriter.class.getName(),
                                    directory.toString(),
                                    Integer.toString(round),
                                    Integer.toString(150 + 130 * round))
                            .redirectErrorStream(true)
                            .start();
            int before = said.size();
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.matches("\\d+ -?\\d+")) {
                        String[] words = line.split(" ", 2);
                        said.put(Long.parseLong(words[0]), Long.parseLong(words[1]));
                    }
                }
            }
            assertThat(process.waitFor()).isEqualTo(9);
            assertThat(said.size()).isGreaterThan(before);
            try (SegmentJournal journal = open(directory)) {
                assertThat(journal.recovered()).extracting("code").isSubsetOf("PAR-2014");
                Map<Long, Long> missing = new HashMap<>(said);
                try (Cursor cursor = journal.read(0)) {
                    for (Entry entry = cursor.poll(); entry != null; entry = cursor.poll()) {
                        long seed = ByteBuffer.wrap(entry.body()).getLong();
                        assertThat(entry.body())
                                .isEqualTo(HaltingWriter.body(seed, entry.body().length));
                        Long told = missing.remove(entry.position());
                        assertThat(told == null || told == seed).isTrue();
                    }
                }
                assertThat(missing).isEmpty();
            }
        }
    }

    @Test
    void twoEnginesCannotOpenOneJournal() throws IOException {
        try (SegmentJournal first = open(directory)) {
            assertThat(first.end()).isZero();
            assertThatThrownBy(() -> open(directory))
                    .isInstanceOf(JournalUnavailable.class)
                    .hasMessageContaining("PAR-2004");
        }
        open(directory).close();
    }

    @Test
    void aFullDiskRefusesNewMessagesWhileOutcomesAreWrittenAndResumesUnaided() {
        FaultyDisk disk = new FaultyDisk(new Random(1));
        StillClock clock = new StillClock();
        SegmentJournal journal =
                SegmentJournal.openStepped(
                        disk,
                        JournalSettings.defaults()
                                .withSegmentBytes(16 << 10)
                                .withReserveBytes(64 << 10)
                                .withPack(false),
                        clock,
                        new Random(2));
        disk.capacity(300 << 10);
        int taken = fillUp(journal, clock);
        assertThat(taken).isBetween(100, 250);
        assertThat(journal.health().trouble().orElseThrow().code()).isEqualTo("PAR-2001");
        for (int i = 0; i < 30; i++) {
            clock.advance(1);
            put(journal, Purpose.OUTCOME);
            assertThatThrownBy(() -> put(journal, Purpose.NEW)).hasMessageContaining("PAR-2001");
        }
        assertThat(journal.trim(Instant.MAX, journal.end())).isPositive();
        clock.advance(1);
        assertThat(put(journal, Purpose.NEW)).isEqualTo(taken + 30);
        assertThat(journal.health().trouble()).isEmpty();
        journal.close();
    }

    @Test
    void aSegmentWhoseNameWasNotDurableBeforeAKillIsNotLostWithThePowerAfterIt() {
        for (int seed = 0; seed < 20; seed++) {
            FaultyDisk disk = new FaultyDisk(new Random(seed));
            SegmentJournal first = small(disk);
            put(first, Purpose.NEW);
            boolean[] dead = {false};
            disk.fault((call, name) -> {
                dead[0] |= call == FaultyDisk.Call.SYNC_DIRECTORY;
                if (dead[0]) {
                    throw FaultyDisk.inputOutputError();
                }
            });
            first.housekeep();
            disk.kill();
            SegmentJournal second = small(disk);
            for (int i = 0; i < 20; i++) {
                put(second, Purpose.NEW);
            }
            disk.crash();
            assertThat(small(disk).end()).as("seed " + seed).isEqualTo(21);
        }
    }

    @Test
    void aJournalClosedWhileASegmentWasBeingMadeSaysClosedAndNotThatTheDiskIsFull()
            throws InterruptedException {
        FaultyDisk disk = new FaultyDisk(new Random(1));
        CountDownLatch making = new CountDownLatch(1);
        disk.fault((call, name) -> {
            if (call == FaultyDisk.Call.CREATE && name.equals("next.tmp")) {
                making.countDown();
                LockSupport.park(disk); // a slow disk: until close wakes the threads
            }
        });
        StillClock clock = new StillClock();
        SegmentJournal journal =
                SegmentJournal.open(
                        disk,
                        JournalSettings.defaults().withSegmentBytes(8 << 10).withReserveBytes(0),
                        clock,
                        new Random(2),
                        Thread.ofPlatform().daemon().factory());
        making.await();
        journal.close();
        clock.advance(1);
        assertThat(journal.health().trouble()).isEmpty();
        assertThatThrownBy(() -> put(journal, Purpose.NEW)).hasMessageContaining("PAR-2003");
    }

    @Test
    void anOutcomeThatFindsNoRoomWaitsForItAndIsNotLost() {
        FaultyDisk disk = new FaultyDisk(new Random(1));
        SegmentJournal journal = small(disk);
        put(journal, Purpose.NEW);
        disk.capacity(disk.used());
        int appended = 0;
        while (journal.step() || appended < 30) {
            journal.append(0, new byte[0], new Body.Bytes(new byte[1000]), Purpose.OUTCOME);
            appended++;
        }
        assertThat(journal.end()).isLessThan(1 + appended);
        assertThatThrownBy(() -> put(journal, Purpose.ACT)).hasMessageContaining("PAR-2007");
        disk.capacity(1L << 30);
        while (journal.step()) {
            assertThat(journal.health().trouble()).isEmpty();
        }
        assertThat(journal.end()).isEqualTo(1 + appended);
        journal.close();
    }

    private static SegmentJournal small(FaultyDisk disk) {
        return SegmentJournal.openStepped(
                disk,
                JournalSettings.defaults()
                        .withSegmentBytes(8 << 10)
                        .withReserveBytes(0)
                        .withPack(false),
                new StillClock(),
                new Random(2));
    }

    @Test
    void aBudgetIsADiskOfItsOwn() {
        FaultyDisk disk = new FaultyDisk(new Random(1));
        StillClock clock = new StillClock();
        SegmentJournal journal =
                SegmentJournal.openStepped(
                        disk,
                        JournalSettings.defaults()
                                .withSegmentBytes(16 << 10)
                                .withReserveBytes(32 << 10)
                                .withBudgetBytes(160 << 10)
                                .withPack(false),
                        clock,
                        new Random(2));
        assertThat(fillUp(journal, clock)).isBetween(50, 160);
        while (true) {
            try {
                put(journal, Purpose.ACT);
            } catch (JournalUnavailable none) {
                assertThat(none).hasMessageContaining("PAR-2007");
                break;
            }
        }
        assertThat(journal.health().bytesOnDisk()).isLessThanOrEqualTo(160 << 10);
        journal.trim(Instant.MAX, journal.end());
        clock.advance(1);
        put(journal, Purpose.NEW);
        journal.close();
    }

    private static int fillUp(SegmentJournal journal, StillClock clock) {
        int taken = 0;
        while (true) {
            clock.advance(1);
            try {
                put(journal, Purpose.NEW);
                taken++;
            } catch (JournalUnavailable full) {
                assertThat(full).hasMessageContaining("PAR-2001");
                return taken;
            }
        }
    }

    private static long put(SegmentJournal journal, Purpose purpose) {
        return journal.append(0, new byte[0], new Body.Bytes(new byte[1000]), purpose).await();
    }

    @Test
    void packingAndRecyclingUnderReadersChangesNothingForThem() throws IOException {
        int count = 3000;
        try (SegmentJournal journal = open(directory);
                Cursor slow = journal.read(0);
                Cursor follower = journal.read(0)) {
            for (int i = 0; i < count; i++) {
                byte[] body = HaltingWriter.body(i, 1500);
                journal.append(0, new byte[0], new Body.Bytes(body), Purpose.NEW);
                if (i % 100 == 0) {
                    next(slow, i / 100);
                }
            }
            for (int i = 0; i < count; i++) {
                next(follower, i);
                if (i % 7 == 0) {
                    Entry entry = journal.entry(i).orElseThrow();
                    assertThat(entry.body()).isEqualTo(HaltingWriter.body(i, 1500));
                }
            }
            for (int i = count / 100; i < count; i++) {
                next(slow, i);
            }
        }
    }

    private static void next(Cursor cursor, int number) {
        assertThat(cursor.await(Duration.ofSeconds(20))).isTrue();
        Entry entry = cursor.poll();
        assertThat(entry).isNotNull();
        assertThat(entry.position()).isEqualTo(number);
        assertThat(entry.body()).isEqualTo(HaltingWriter.body(number, 1500));
    }

    @Test
    void aReaderThatRetentionOvertookIsTold() {
        FaultyDisk disk = new FaultyDisk(new Random(1));
        SegmentJournal journal =
                SegmentJournal.openStepped(
                        disk,
                        JournalSettings.defaults()
                                .withSegmentBytes(8 << 10)
                                .withTailBytes(2000)
                                .withReserveBytes(0),
                        new StillClock(),
                        new Random(2));
        Cursor cursor = journal.read(0);
        for (int i = 0; i < 100; i++) {
            put(journal, Purpose.NEW);
        }
        journal.trim(Instant.MAX, 60);
        assertThat(journal.first()).isPositive();
        assertThatThrownBy(cursor::poll)
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("PAR-2008");
        cursor.close();
        journal.close();
    }

    @Test
    void aFullQueueBlocksAndLosesNothing() throws IOException, InterruptedException {
        JournalSettings narrow = HaltingWriter.SETTINGS.withQueueBytes(5000);
        try (SegmentJournal journal =
                SegmentJournal.open(
                        FileDisk.at(directory),
                        narrow,
                        Clock.system(),
                        new Random(),
                        Thread.ofPlatform().daemon().factory())) {
            Thread[] writers = new Thread[8];
            for (int w = 0; w < writers.length; w++) {
                writers[w] =
                        Thread.ofVirtual()
                                .start(() -> {
                                    for (int i = 0; i < 100; i++) {
                                        put(journal, Purpose.NEW);
                                    }
                                });
            }
            for (Thread writer : writers) {
                assertThat(writer.join(Duration.ofSeconds(20))).isTrue();
            }
            assertThat(journal.end()).isEqualTo(800);
        }
    }

    @Test
    void anInterruptedCallerIsStillToldTheTruthAndHarmsNobody() throws IOException {
        try (SegmentJournal journal = open(directory)) {
            Thread.currentThread().interrupt();
            long position = put(journal, Purpose.NEW);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(journal.entry(position)).isPresent();
            try (Cursor cursor = journal.read(0)) {
                assertThat(cursor.poll()).isNotNull();
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(put(journal, Purpose.NEW)).isEqualTo(position + 1);
            assertThat(journal.health().trouble()).isEmpty();
        }
    }
}

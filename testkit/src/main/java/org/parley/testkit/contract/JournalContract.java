package org.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.journal.Appended;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalUnavailable;

/** What every journal promises, as tests. Extend it and say how to open one. */
public abstract class JournalContract {
    /** Limit on every wait of these tests. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final byte[] NO_HEADERS = new byte[0];

    @TempDir Path directory = Path.of("");

    private @Nullable Journal opened;

    /** Opens the journal that is kept in a directory; the same one after a close. */
    protected abstract Journal open(Path directory) throws IOException;

    @BeforeEach
    void openFirst() throws IOException {
        opened = open(directory);
    }

    @AfterEach
    void closeLast() {
        journal().close();
    }

    private void reopen() throws IOException {
        journal().close();
        opened = open(directory);
    }

    private Journal journal() {
        return Objects.requireNonNull(opened);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long put(String text) {
        return journal()
                .append(1, bytes("h-" + text), new Body.Bytes(bytes(text)), Purpose.NEW)
                .await();
    }

    private static String text(Entry entry) {
        return new String(entry.body(), StandardCharsets.UTF_8);
    }

    private List<Entry> readAll(long from) {
        List<Entry> all = new ArrayList<>();
        try (Cursor cursor = journal().read(from)) {
            for (Entry entry = cursor.poll(); entry != null; entry = cursor.poll()) {
                all.add(entry);
            }
        }
        return all;
    }

    @Test
    void aNewJournalIsEmpty() {
        assertThat(journal().first()).isZero();
        assertThat(journal().end()).isZero();
        assertThat(journal().committed()).isEmpty();
        assertThat(journal().entry(0)).isEmpty();
        assertThat(readAll(0)).isEmpty();
    }

    @Test
    void whatWasAwaitedIsReadBackAsItWasAppended() throws IOException {
        byte[] everyByte = new byte[256];
        for (int i = 0; i < 256; i++) {
            everyByte[i] = (byte) i;
        }
        long position =
                journal().append(7, everyByte, new Body.Bytes(everyByte), Purpose.OUTCOME).await();
        for (int round = 0; round < 2; round++) {
            Entry entry = journal().entry(position).orElseThrow();
            assertThat(entry.position()).isEqualTo(position);
            assertThat(entry.lane()).isEqualTo(7);
            assertThat(entry.headers()).isEqualTo(everyByte);
            assertThat(entry.body()).isEqualTo(everyByte);
            assertThat(entry.time()).isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat(readAll(0)).hasSize(1);
            reopen();
        }
    }

    @Test
    void aRangeOfAnArrayIsTheBodyAndMayChangeOnceDurable() {
        byte[] array = bytes("xxbodyxx");
        long position =
                journal().append(0, NO_HEADERS, new Body.Bytes(array, 2, 4), Purpose.NEW).await();
        array[2] = 'B';
        assertThat(text(journal().entry(position).orElseThrow())).isEqualTo("body");
    }

    @Test
    void emptyHeadersAndBodiesAreEntriesToo() throws IOException {
        long position =
                journal().append(0, NO_HEADERS, new Body.Bytes(new byte[0]), Purpose.NEW).await();
        reopen();
        assertThat(journal().entry(position).orElseThrow().body()).isEmpty();
    }

    @Test
    void positionsGrowInTheOrderOfAppending() throws IOException {
        List<Appended> waiting = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            waiting.add(
                    journal()
                            .append(
                                    i % Journal.LANES,
                                    NO_HEADERS,
                                    new Body.Bytes(bytes("m" + i)),
                                    Purpose.NEW));
        }
        long before = -1;
        for (Appended appended : waiting) {
            long position = appended.await();
            assertThat(position).isGreaterThan(before);
            before = position;
        }
        assertThat(journal().end()).isEqualTo(before + 1);
        reopen();
        List<Entry> read = readAll(0);
        assertThat(read).hasSize(500);
        for (int i = 0; i < 500; i++) {
            assertThat(text(read.get(i))).isEqualTo("m" + i);
        }
    }

    @Test
    void aCursorStartsAtTheFirstEntryAtOrAfterAPosition() {
        put("a");
        long second = put("b");
        put("c");
        assertThat(readAll(second).stream().map(JournalContract::text)).containsExactly("b", "c");
        assertThat(readAll(journal().end())).isEmpty();
        assertThat(readAll(journal().end() + 10)).isEmpty();
    }

    @Test
    void aWaitingCursorIsWokenByACommit() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        Thread reader =
                Thread.ofVirtual()
                        .start(() -> {
                            try (Cursor cursor = journal().read(0)) {
                                started.countDown();
                                while (seen.size() < 2 && cursor.await(PATIENCE)) {
                                    Entry entry = cursor.poll();
                                    if (entry != null) {
                                        seen.add(text(entry));
                                    }
                                }
                            }
                        });
        started.await();
        put("one");
        put("two");
        assertThat(reader.join(PATIENCE)).isTrue();
        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void awaitingACursorEndsWhenTimeRunsOut() {
        try (Cursor cursor = journal().read(0)) {
            assertThat(cursor.await(Duration.ofMillis(5))).isFalse();
        }
    }

    @Test
    void manyWritersAndReadersLoseRepeatAndReorderNothing() throws InterruptedException {
        int writers = 16;
        int each = 300;
        List<List<Long>> seen = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            List<Long> mine = new ArrayList<>();
            seen.add(mine);
            readers.add(Thread.ofVirtual().start(() -> follow(mine, writers * each)));
        }
        ConcurrentLinkedQueue<Long> awaited = new ConcurrentLinkedQueue<>();
        List<Thread> all = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            int writer = w;
            all.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int i = 0; i < each; i++) {
                                    awaited.add(put(writer + ":" + i));
                                }
                            }));
        }
        for (Thread thread : all) {
            assertThat(thread.join(PATIENCE)).isTrue();
        }
        for (Thread thread : readers) {
            assertThat(thread.join(PATIENCE)).isTrue();
        }
        assertThat(awaited).hasSize(writers * each).doesNotHaveDuplicates();
        Map<String, Integer> next = new HashMap<>();
        for (Entry entry : readAll(0)) {
            String[] parts = text(entry).split(":", 2);
            assertThat(Integer.parseInt(parts[1]))
                    .isEqualTo(next.merge(parts[0], 1, Integer::sum) - 1);
        }
        for (List<Long> one : seen) {
            assertThat(one).containsExactlyElementsOf(awaited.stream().sorted().toList());
        }
    }

    private void follow(List<Long> seen, int count) {
        try (Cursor cursor = journal().read(0)) {
            while (seen.size() < count && cursor.await(PATIENCE)) {
                Entry entry = cursor.poll();
                if (entry != null) {
                    seen.add(entry.position());
                }
            }
        }
    }

    @Test
    void readersPositionsAreKeptAndTheLastOneCounts() throws IOException {
        put("a");
        put("b");
        journal().commit("search", 1);
        journal().commit("route", 1);
        journal().commit("search", 2);
        assertThat(journal().committed())
                .containsOnly(Map.entry("search", 2L), Map.entry("route", 1L));
        reopen();
        assertThat(journal().committed())
                .containsOnly(Map.entry("search", 2L), Map.entry("route", 1L));
        journal().commit("search", 0);
        put("c");
        reopen();
        assertThat(journal().committed()).containsEntry("search", 0L);
    }

    @Test
    void closeMakesEverythingAppendedDurable() throws IOException {
        List<Appended> appended = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            appended.add(
                    journal()
                            .append(
                                    0,
                                    NO_HEADERS,
                                    new Body.Bytes(bytes("n" + i)),
                                    Purpose.OUTCOME));
        }
        journal().close();
        assertThat(appended.getLast().await()).isEqualTo(199);
        opened = open(directory);
        assertThat(readAll(0)).hasSize(200);
    }

    @Test
    void aClosedJournalTakesNothing() {
        journal().close();
        assertThatThrownBy(() -> put("late"))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("PAR-2003");
    }

    @Test
    void aSpooledBodyIsCopiedIn() throws IOException {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        Path file = Files.write(Files.createTempFile("spooled", ".bin"), large);
        put("before");
        long position =
                journal()
                        .append(3, bytes("h"), new Body.Spooled(file, large.length), Purpose.NEW)
                        .await();
        long after = put("after");
        Files.delete(file);
        for (int round = 0; round < 2; round++) {
            assertThat(journal().entry(position).orElseThrow().body()).isEqualTo(large);
            assertThat(text(journal().entry(after).orElseThrow())).isEqualTo("after");
            assertThat(readAll(0)).hasSize(3);
            reopen();
        }
    }

    @Test
    void aSpooledBodyMayBeSmall() throws IOException {
        for (int size : new int[] {0, 600, 262_144}) {
            byte[] small = new byte[size];
            new Random(size).nextBytes(small);
            Path file = Files.write(Files.createTempFile("spooled", ".bin"), small);
            long position =
                    journal()
                            .append(3, bytes("h"), new Body.Spooled(file, size), Purpose.NEW)
                            .await();
            Files.delete(file);
            assertThat(journal().entry(position).orElseThrow().body()).isEqualTo(small);
            put("after " + size);
        }
    }

    @Test
    void aLargeBodyInMemoryIsOneEntry() throws IOException {
        byte[] large = new byte[2_500_001];
        new Random(2).nextBytes(large);
        long position = journal().append(3, bytes("h"), new Body.Bytes(large), Purpose.NEW).await();
        reopen();
        assertThat(journal().entry(position).orElseThrow().body()).isEqualTo(large);
    }

    @Test
    void aSpoolFileThatIsGoneFailsItsOwnEntryOnly() {
        put("a");
        Appended gone =
                journal()
                        .append(
                                0,
                                NO_HEADERS,
                                new Body.Spooled(Path.of("gone"), 1 << 20),
                                Purpose.NEW);
        assertThatThrownBy(gone::await)
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("PAR-2006");
        put("b");
        assertThat(readAll(0).stream().map(JournalContract::text)).containsExactly("a", "b");
    }

    @Test
    void nothingThatIsNeededIsTrimmed() {
        for (int i = 0; i < 2000; i++) {
            journal().append(0, NO_HEADERS, new Body.Bytes(new byte[1000]), Purpose.NEW);
        }
        long end = put("last");
        assertThat(journal().trim(Instant.EPOCH, end)).isZero();
        assertThat(journal().trim(Instant.MAX, 0)).isZero();
        long first = journal().trim(Instant.now().plusSeconds(60), 1000);
        assertThat(first).isEqualTo(journal().first()).isLessThanOrEqualTo(1000);
        assertThat(readAll(0).getFirst().position()).isEqualTo(first);
        assertThat(readAll(0)).hasSize((int) (end + 1 - first));
    }

    @Test
    void healthKnowsTheDisk() {
        assertThat(journal().health().trouble()).isEmpty();
        assertThat(journal().health().fsyncMedian()).isPositive();
    }
}

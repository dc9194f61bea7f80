package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.MemoryJournal;

/** What a reader promises, on every database. */
abstract class ReaderContract {
    private static void none() {}

    private static final List<String> VOCABULARY =
            List.of("ward", "Ward", "bed", "é", "e", "z", "Z", "_", "a-b", "a b", "😀", "\u0001");

    final Clock clock = Clock.system();
    MemoryJournal journal = new MemoryJournal(clock);

    @BeforeEach
    void anEmptyJournal() {
        journal = new MemoryJournal(clock);
    }

    /** An empty database. */
    abstract Database database() throws SQLException;

    /** Another empty database. */
    abstract Database another() throws SQLException;

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static void append(Journal journal, String body) {
        journal.append(
                        0,
                        new byte[] {1},
                        new Body.Bytes(body.getBytes(StandardCharsets.UTF_8)),
                        Journal.Purpose.NEW)
                .await();
    }

    private static void append(Journal journal, SplittableRandom random, int entries) {
        for (int i = 0; i < entries; i++) {
            List<String> words = new ArrayList<>();
            for (int w = random.nextInt(1, 5); w > 0; w--) {
                words.add(VOCABULARY.get(random.nextInt(VOCABULARY.size())));
            }
            append(journal, String.join(" ", words));
        }
    }

    private Reader reader(Database database, Fold fold, int entries) {
        return new Reader(
                fold,
                database,
                journal,
                clock,
                new Batch(entries, 1 << 20, Duration.ofSeconds(5)),
                false);
    }

    private void fold(Database database, Fold fold, int entries) {
        try (Reader reader = reader(database, fold, entries)) {
            reader.catchUp();
        }
    }

    @Test
    void aReaderThatIsKilledAtAnyStepEndsWhereOneThatIsNotDoes() throws SQLException {
        Database calm = database();
        Database killed = another();
        SplittableRandom random = new SplittableRandom(5);
        int crashes = 0;
        for (int round = 0; round < 10; round++) {
            append(journal, random, 20);
            boolean caughtUp = false;
            while (!caughtUp) {
                int[] left = {random.nextInt(1, 60)};
                Runnable fault =
                        () -> {
                            if (--left[0] == 0) {
                                throw new Crash();
                            }
                        };
                try (Reader reader = reader(killed, new Words(1, fault), random.nextInt(1, 8))) {
                    reader.catchUp();
                    caughtUp = true;
                } catch (Crash crash) {
                    crashes++;
                }
            }
        }
        fold(calm, new Words(1, ReaderContract::none), 1_000);
        assertThat(crashes).isGreaterThan(10);
        assertThat(Words.all(killed)).isEqualTo(Words.all(calm)).hasSizeGreaterThan(200);
    }

    @Test
    void nothingOfABatchIsSeenBeforeItsPosition() throws SQLException {
        Database database = database();
        append(journal, "one");
        append(journal, "two");
        int[] calls = {0};
        Fold fold =
                new Words(
                        1,
                        () -> {
                            if (++calls[0] == 5) { // before the commit of both
                                throw new Crash();
                            }
                        });
        assertThatThrownBy(() -> fold(database, fold, 10)).isInstanceOf(Crash.class);
        assertThat(Words.all(database)).isEmpty();
        fold(database, fold, 10);
        assertThat(Words.all(database)).hasSize(4);
    }

    @Test
    void anotherVersionMeansAllIsMadeAgain() throws SQLException {
        Database database = database();
        append(journal, new SplittableRandom(1), 30);
        fold(database, new Words(1, ReaderContract::none), 7);
        List<String> before = Words.all(database);
        try (Reader again = reader(database, new Words(2, ReaderContract::none), 7)) {
            assertThat(again.step()).isTrue();
            assertThat(again.progress().position()).isEqualTo(7);
            assertThat(again.progress().caughtUp()).isFalse();
            again.catchUp();
            assertThat(again.progress()).isEqualTo(progress(30));
        }
        assertThat(Words.all(database)).isEqualTo(before);
    }

    private static Progress progress(long folded) {
        return new Progress(folded, folded, folded, java.util.Optional.empty());
    }

    @Test
    void tablesOfAnotherJournalAreMadeAgain() throws SQLException {
        Database database = database();
        MemoryJournal other = new MemoryJournal(clock);
        append(other, "not here");
        append(journal, "here");
        append(journal, "too");
        try (Reader reader =
                new Reader(
                        new Words(1, ReaderContract::none),
                        database,
                        other,
                        clock,
                        Batch.usual(),
                        false)) {
            reader.catchUp();
        }
        fold(database, new Words(1, ReaderContract::none), 7);
        assertThat(Words.all(database).toString()).contains("here 1").doesNotContain("not");
    }

    @Test
    void whatTheJournalNoLongerHoldsIsNotThrownAwayUnasked() throws SQLException {
        Database database = database();
        append(journal, "old");
        append(journal, "new");
        fold(database, new Words(1, ReaderContract::none), 7);
        List<String> before = Words.all(database);
        journal.trim(Instant.now().plusSeconds(60), 1);
        assertThatThrownBy(() -> fold(database, new Words(2, ReaderContract::none), 7))
                .isInstanceOf(StoreTrouble.class)
                .hasMessageContaining("PAR-7103");
        assertThat(Words.all(database)).isEqualTo(before);
        fold(database, new Words(1, ReaderContract::none), 7);
        assertThat(Words.all(database)).isEqualTo(before);
        try (Reader allowed =
                new Reader(
                        new Words(2, ReaderContract::none),
                        database,
                        journal,
                        clock,
                        Batch.usual(),
                        true)) {
            allowed.catchUp();
        }
        assertThat(Words.all(database).toString()).contains("new 1").doesNotContain("old");
    }

    @Test
    void twoThatWriteTheSameTablesDoNotMixTheirWork() throws SQLException {
        Database database = database();
        append(journal, new SplittableRandom(8), 40);
        try (Reader one = reader(database, new Words(1, ReaderContract::none), 3);
                Reader two = reader(database, new Words(1, ReaderContract::none), 2)) {
            int told = 0;
            for (int i = 0; i < 8; i++) {
                told += told(one);
                told += told(two);
            }
            assertThat(told).as("who came too late is told").isPositive();
        }
        fold(database, new Words(1, ReaderContract::none), 7);
        Database calm = another();
        fold(calm, new Words(1, ReaderContract::none), 7);
        assertThat(Words.all(database)).isEqualTo(Words.all(calm));
    }

    private static int told(Reader reader) {
        try {
            var _ = reader.step();
            return 0;
        } catch (StoreTrouble trouble) {
            return 1;
        }
    }

    @Test
    void textsThatNoDatabaseTakesAreMendedAndOrderIsThatOfBytes() throws SQLException {
        Database database = database();
        append(journal, "a\u0000b Z a é z _ 😀");
        fold(database, new Words(1, ReaderContract::none), 7);
        assertThat(Words.all(database).subList(0, 7))
                .containsExactly(
                        "Z 1 1", "_ 1 1", "a 1 1", "a\uFFFDb 1 3", "z 1 1", "é 1 2", "😀 1 4");
        assertThat(Sql.storable("x\uD800y")).isEqualTo("x\uFFFDy");
        assertThat(Sql.storable("x😀y")).isEqualTo("x😀y");
    }

    @Test
    void aThreadFollowsTheJournal() throws SQLException {
        Database database = database();
        Reader reader = reader(database, new Words(1, ReaderContract::none), 100);
        try (ReaderThread thread =
                ReaderThread.start(reader, clock, Thread.ofPlatform().factory())) {
            append(journal, new SplittableRandom(3), 50);
            assertThat(thread.reach(50, Duration.ofSeconds(10))).isTrue();
            assertThat(thread.progress().caughtUp()).isTrue();
            assertThat(thread.failure()).isEmpty();
        }
        assertThat(journal.committed()).containsEntry("table.words", 50L);
    }

    @Test
    void aBugStopsTheReaderAndSaysSo() throws SQLException {
        Database database = database();
        append(journal, "one");
        Reader reader =
                reader(
                        database,
                        new Words(
                                1,
                                () -> {
                                    throw new Crash();
                                }),
                        100);
        try (ReaderThread thread =
                ReaderThread.start(reader, clock, Thread.ofPlatform().factory())) {
            assertThat(thread.reach(1, Duration.ofSeconds(10))).isFalse();
            assertThat(thread.failure()).containsInstanceOf(Crash.class);
        }
    }
}

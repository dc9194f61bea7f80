package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parley.engine.journal.Appended;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;
import org.parley.testkit.disk.FaultyDisk.Call;

/** What goes into one batch, and when who is told what. */
final class CommitterTest extends SteppedJournal {
    @Test
    void whatWaitsTogetherIsWrittenAndForcedOnceAndOnlyThenTold() {
        SegmentJournal journal = open();
        assertThat(journal.step()).isFalse();
        put(journal, 1).await(); // the segment is made
        List<Appended> waiting = new ArrayList<>();
        listen((call, name) -> {
            if (call == Call.FORCE) {
                assertThat(waiting).noneMatch(Appended::isDone);
                assertThat(journal.end()).isEqualTo(1);
            }
        });
        for (int size = 2; size < 6; size++) {
            waiting.add(put(journal, size));
        }
        assertThat(calls).isEmpty();
        assertThat(journal.step()).isTrue();
        assertThat(calls.toString()).isEqualTo("wf");
        assertThat(waiting).allMatch(Appended::isDone);
        assertThat(waiting).extracting(Appended::await).containsExactly(1L, 2L, 3L, 4L);
        assertThat(journal.step()).isFalse();
        demand(journal, 1, 2, 3, 4, 5);
    }

    @Test
    void aBatchHoldsNoMoreThanItMayButAlwaysOne() {
        int record = 32 + 3 + 1000;
        SegmentJournal journal = open(2L * record, SEGMENT);
        put(journal, 1).await();
        listen();
        for (int i = 0; i < 5; i++) {
            put(journal, 1000);
        }
        put(journal, 2 * record);
        put(journal, 1000);
        assertThat(settle(journal)).isEqualTo(5);
        assertThat(calls.toString()).isEqualTo("wfwfwfwfwf");
        demand(journal, 1, 1000, 1000, 1000, 1000, 1000, 2 * record, 1000);

        calls.setLength(0);
        SegmentJournal narrower = reopen(journal, 2 * record - 1);
        listen();
        put(narrower, 1000);
        put(narrower, 1000);
        assertThat(settle(narrower)).isEqualTo(2);
        assertThat(calls.toString()).isEqualTo("wfwf");
    }

    private SegmentJournal reopen(SegmentJournal journal, long batchBytes) {
        journal.close();
        disk.heal();
        SegmentJournal again = open(batchBytes, SEGMENT);
        assertThat(again.recovered()).isEmpty();
        return again;
    }

    @Test
    void aReadersPositionRidesWithTheNextBatchAndCountsInItsSize() {
        int record = 32 + 3 + 1000;
        SegmentJournal journal = open(2L * record, SEGMENT);
        put(journal, 1).await();
        listen();
        put(journal, 1000);
        put(journal, 1000);
        journal.commit("board", 1);
        assertThat(settle(journal)).isEqualTo(2);
        assertThat(calls.toString()).isEqualTo("wfwf");
        // what was written once takes no room in the next
        put(journal, 1000);
        put(journal, 1000);
        assertThat(settle(journal)).isEqualTo(1);
        disk.crash();
        SegmentJournal again = open();
        assertThat(again.committed()).containsExactly(Map.entry("board", 1L));
        again.commit("board", 2);
        put(again, 5).await();
        disk.crash();
        assertThat(open().committed()).containsExactly(Map.entry("board", 2L));
    }

    @Test
    void aPositionThatNothingFollowsIsWrittenWhenThereIsTime() {
        SegmentJournal journal = open();
        journal.commit("board", 0);
        listen();
        journal.housekeep();
        assertThat(calls).as("a log begins with an entry").isEmpty();
        put(journal, 7).await();
        calls.setLength(0);
        journal.commit("board", 1);
        listen();
        journal.housekeep();
        assertThat(calls.toString()).startsWith("wf");
        int once = calls.length();
        journal.housekeep();
        assertThat(calls.length()).isEqualTo(once);
        disk.crash();
        SegmentJournal again = open();
        assertThat(again.committed()).containsExactly(Map.entry("board", 1L));
        demand(again, 7);
    }

    @Test
    void theMarkIsForcedWhenThereIsTimeAndOnlyOnce() {
        SegmentJournal journal = open();
        put(journal, 7).await();
        List<String> forced = new ArrayList<>();
        disk.fault((call, name) -> {
            if (call == Call.FORCE) {
                forced.add(name);
            }
        });
        journal.housekeep();
        assertThat(forced).filteredOn(name -> name.contains("mark")).hasSize(1);
        forced.clear();
        journal.housekeep();
        assertThat(forced).noneMatch(name -> name.contains("mark"));
    }

    @Test
    void everySegmentBeginsWithAllReadersSoThatOlderOnesMayGo() {
        SegmentJournal journal = open();
        put(journal, 1).await();
        journal.commit("board", 1);
        for (int i = 0; i < 40; i++) {
            put(journal, 1000).await();
        }
        assertThat(journal.trim(Instant.MAX, journal.end())).isPositive();
        disk.crash();
        assertThat(open().committed()).containsExactly(Map.entry("board", 1L));
    }

    @Test
    void aSegmentIsFilledToItsLastByteAndNoFurther() {
        // header 4096; a batch of one byte 128; then batch 64, record 32 + 3, terminator 64
        int whole = SEGMENT - 4096 - 128 - 64 - 35 - 64;
        for (int more = -1; more < 2; more++) {
            SegmentJournal journal = open();
            put(journal, 1).await();
            put(journal, whole + more).await();
            put(journal, 9).await();
            demand(journal, 1, whole + more, 9);
            assertThat(disk.list())
                    .filteredOn(name -> name.endsWith(".log"))
                    .hasSize(more > 0 ? 3 : 2);
            disk.crash();
            demand(open(), 1, whole + more, 9);
            wipe();
        }
    }

    @Test
    void smallAndLargeOnesKeepTheirOrderAndALargeOneGoesAlone() {
        SegmentJournal journal = open(1 << 20, 4 << 20);
        put(journal, 1).await();
        listen();
        int large = (256 << 10) + 1;
        int[] sizes = {1, 10, 11, large, 12, 256 << 10, (2 << 20) + 77, 13, 1 << 20};
        for (int i = 1; i < sizes.length; i++) {
            put(journal, sizes[i]);
        }
        assertThat(settle(journal)).isEqualTo(6);
        assertThat(calls.chars().filter(call -> call == 'f').count()).isGreaterThanOrEqualTo(6);
        demand(journal, sizes);
        disk.crash();
        demand(open(1 << 20, 4 << 20), sizes);
    }

    @Test
    void aLargeOneIsDurableOnlyAfterItsForce() {
        SegmentJournal journal = open(1 << 20, 4 << 20);
        put(journal, 1).await();
        Appended large = put(journal, 2 << 20);
        listen((call, name) -> assertThat(large.isDone()).isFalse());
        assertThat(journal.step()).isTrue();
        assertThat(large.await()).isEqualTo(1);
        assertThat(calls.toString()).endsWith("f");
        disk.crash();
        demand(open(1 << 20, 4 << 20), 1, 2 << 20);
    }

    @Test
    void piecesOfOneMebibyteMeetWithoutAGap() {
        int large = 256 << 10;
        int record = 32 + 3;
        int last = (1 << 20) - 64 - 3 * (record + large) - record;
        for (int more : new int[] {-129, -128, -127, -65, -64, -63, -1, 0, 1, 63, 64, 65}) {
            FaultyDisk fresh = new FaultyDisk(new Random(1));
            JournalSettings settings =
                    new JournalSettings(4 << 20, 8 << 20, 8 << 20, 0, 0, Long.MAX_VALUE, false);
            SegmentJournal journal =
                    SegmentJournal.openStepped(fresh, settings, clock, new Random(2));
            int[] sizes = {large, large, large, last - 100 + more, 100 - record, 5};
            for (int size : sizes) {
                put(journal, size);
            }
            assertThat(settle(journal)).isEqualTo(1);
            demand(journal, sizes);
            put(journal, 6).await();
            fresh.crash();
            demand(
                    SegmentJournal.openStepped(fresh, settings, clock, new Random(2)),
                    large,
                    large,
                    large,
                    last - 100 + more,
                    100 - record,
                    5,
                    6);
        }
    }

    @Test
    void readersAreFewAndTheirNamesShort() {
        SegmentJournal journal = open();
        journal.commit("r".repeat(200), 0);
        for (String name : List.of("", "r".repeat(201), "é".repeat(101))) {
            assertThatThrownBy(() -> journal.commit(name, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 200 bytes");
        }
        for (int i = 1; i < 1024; i++) {
            journal.commit("reader " + i, 0);
        }
        assertThatThrownBy(() -> journal.commit("one more", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1024 readers");
        put(journal, 1).await();
        journal.commit("reader 7", 1);
        assertThat(journal.committed()).hasSize(1024).containsEntry("reader 7", 1L);
    }
}

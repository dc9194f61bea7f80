package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.journal.Appended;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;
import org.parley.testkit.disk.FaultyDisk.Call;

/** No room for a batch: outcomes wait for it, all others are told, and nothing is left behind. */
final class CommitterRoomTest extends SteppedJournal {
    private static final int NARROW = 8 << 10;
    private static final int QUEUE = 12_000;
    private static final int LARGE = 1 << 20;

    @TempDir Path directory = Path.of("");

    private SegmentJournal narrow() {
        return sized(NARROW, QUEUE);
    }

    private SegmentJournal sized(long segmentBytes, long queueBytes) {
        JournalSettings settings =
                new JournalSettings(segmentBytes, queueBytes, 1 << 20, 0, 0, Long.MAX_VALUE, false);
        return SegmentJournal.openStepped(disk, settings, clock, new Random(2));
    }

    private static Appended number(SegmentJournal journal, int number, Purpose purpose) {
        return number(journal, number, 1000, purpose);
    }

    private static Appended number(SegmentJournal journal, int number, int size, Purpose purpose) {
        return journal.append(0, new byte[0], new Body.Bytes(body(number, size)), purpose);
    }

    private static byte[] body(int number, int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) number);
        return body;
    }

    private static List<Integer> numbers(SegmentJournal journal) {
        List<Integer> numbers = new ArrayList<>();
        for (long at = 0; at < journal.end(); at++) {
            numbers.add((int) journal.entry(at).orElseThrow().body()[0]);
        }
        return numbers;
    }

    /** Two entries that fill the queue find room in it without anything being written. */
    private static void demandQueueFree(SegmentJournal journal) {
        long end = journal.end();
        int half = QUEUE / 2 - 40;
        Appended first = number(journal, 98, half - 3000, Purpose.ACT);
        Appended second = number(journal, 99, half, Purpose.ACT);
        Appended third = number(journal, 99, 2900, Purpose.ACT);
        assertThat(List.of(first, second, third)).noneMatch(Appended::isDone);
        assertThat(journal.end()).isEqualTo(end);
        settle(journal);
        assertThat(List.of(first, second, third)).allMatch(entry -> refusal(entry).isEmpty());
    }

    /** A journal whose next kilobyte needs a segment for which there is no room. */
    private SegmentJournal filled() {
        SegmentJournal journal = narrow();
        for (int i = 0; i < 3; i++) {
            number(journal, i, Purpose.NEW);
            settle(journal);
        }
        disk.capacity(disk.used());
        return journal;
    }

    @Test
    void outcomesWaitInTheirOrderAndTheOthersAreTold() {
        SegmentJournal journal = filled();
        Appended act = number(journal, 10, Purpose.ACT);
        Appended outcome = number(journal, 3, Purpose.OUTCOME);
        Appended another = number(journal, 11, Purpose.ACT);
        Appended later = number(journal, 4, Purpose.OUTCOME);
        assertThat(journal.step()).isFalse();
        assertThat(refusal(act)).contains("PAR-2007");
        assertThat(refusal(another)).contains("PAR-2007");
        assertThat(outcome.isDone()).isFalse();
        assertThat(later.isDone()).isFalse();
        clock.advance(1);
        assertThat(journal.health().trouble()).isPresent();

        // what comes while they wait fares alike, and does not overtake
        Appended third = number(journal, 5, Purpose.OUTCOME);
        Appended refused = number(journal, 12, Purpose.ACT);
        assertThat(journal.step()).isFalse();
        assertThat(refusal(refused)).contains("PAR-2007");
        assertThat(third.isDone()).isFalse();

        disk.capacity(1L << 30);
        settle(journal);
        assertThat(List.of(outcome, later, third))
                .extracting(Appended::await)
                .containsExactly(3L, 4L, 5L);
        assertThat(numbers(journal)).containsExactly(0, 1, 2, 3, 4, 5);
        demandQueueFree(journal);
    }

    @Test
    void nothingThatWasRefusedHoldsRoomInTheQueue() {
        SegmentJournal journal = filled();
        for (int i = 0; i < 40; i++) {
            Appended act = number(journal, 10, Purpose.ACT);
            settle(journal);
            assertThat(refusal(act)).contains("PAR-2007");
        }
        disk.capacity(1L << 30);
        demandQueueFree(journal);
    }

    /** Lets the nth write to a segment meet a full disk. */
    private void fillAtWrite(int nth) {
        int[] writes = {0};
        disk.fault((call, name) -> {
            if (call == Call.WRITE && name.endsWith(".log") && ++writes[0] >= nth) {
                throw FaultyDisk.noSpace();
            }
        });
    }

    @Test
    void aBatchThatMetAFullDiskIsWrittenAgainInTheSamePlace() {
        SegmentJournal journal = narrow();
        number(journal, 0, Purpose.NEW);
        settle(journal);
        journal.commit("board", 1);
        fillAtWrite(1);
        Appended act = number(journal, 10, 300, Purpose.ACT);
        Appended outcome = number(journal, 1, 300, Purpose.OUTCOME);
        Appended later = number(journal, 2, 300, Purpose.OUTCOME);
        assertThat(journal.step()).isFalse();
        assertThat(refusal(act)).contains("PAR-2007");
        assertThat(journal.end()).isEqualTo(1);
        disk.heal();
        settle(journal);
        assertThat(List.of(outcome, later)).extracting(Appended::await).containsExactly(1L, 2L);
        assertThat(numbers(journal)).containsExactly(0, 1, 2);
        disk.crash();
        SegmentJournal again = narrow();
        assertThat(numbers(again)).containsExactly(0, 1, 2);
        assertThat(again.committed()).isEqualTo(Map.of("board", 1L));
    }

    @Test
    void aSegmentThatWasBegunGetsItsFirstBatchBeforeTheNextIsBegun() {
        SegmentJournal journal = narrow();
        for (int i = 0; i < 3; i++) {
            number(journal, i, Purpose.NEW);
            settle(journal);
        }
        journal.commit("board", 3);
        fillAtWrite(1);
        Appended outcome = number(journal, 3, 9000, Purpose.OUTCOME);
        settle(journal);
        number(journal, 4, 100, Purpose.OUTCOME);
        settle(journal);
        assertThat(outcome.isDone()).isFalse();
        long files = segments();
        disk.heal();
        settle(journal);
        assertThat(outcome.await()).isEqualTo(3);
        assertThat(segments()).isEqualTo(files + 1);
        disk.crash();
        SegmentJournal again = narrow();
        assertThat(numbers(again)).containsExactly(0, 1, 2, 3, 4);
        assertThat(again.committed()).isEqualTo(Map.of("board", 3L));
    }

    @Test
    void whatWasRefusedIsForgottenByTheIndexToo() {
        SegmentJournal journal = withOne();
        disk.fault((call, name) -> {
            if (call == Call.WRITE && name.endsWith(".log")) {
                throw FaultyDisk.noSpace();
            }
        });
        for (int i = 0; i < 4; i++) {
            number(journal, 10, 90_000, Purpose.ACT);
        }
        for (int i = 1; i < 20; i++) {
            number(journal, i, 30_000, Purpose.OUTCOME);
        }
        settle(journal);
        disk.heal();
        settle(journal);
        assertThat(numbers(journal)).isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void anOutcomeBeyondTheBudgetWaitsAndIsNotWrittenPastItsSegment() {
        JournalSettings settings =
                new JournalSettings(NARROW, QUEUE, 1 << 20, 0, 0, 2 * NARROW, false);
        SegmentJournal journal = SegmentJournal.openStepped(disk, settings, clock, new Random(2));
        List<Appended> outcomes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            outcomes.add(number(journal, i, Purpose.OUTCOME));
            settle(journal);
        }
        long written = journal.end();
        assertThat(written).isBetween(5L, 7L);
        assertThat(disk.used()).isLessThan(3 * NARROW);
        journal.trim(Instant.MAX, journal.end());
        settle(journal);
        assertThat(outcomes).allMatch(Appended::isDone);
        assertThat(journal.end()).isEqualTo(8);
    }

    @Test
    void whatWaitsForRoomIsToldWhenItCloses() {
        SegmentJournal journal = filled();
        Appended outcome = number(journal, 3, Purpose.OUTCOME);
        settle(journal);
        assertThat(outcome.isDone()).isFalse();
        journal.close();
        assertThat(refusal(outcome)).contains("PAR-2003");
    }

    @Test
    void aLargeOneThatFillsTheDiskToItsLastByteIsTaken() {
        SegmentJournal trial = withOne();
        trial.housekeep();
        long before = disk.used();
        number(trial, 1, 2 * LARGE, Purpose.ACT);
        settle(trial);
        long grown = disk.used() - before;
        assertThat(trial.end()).isEqualTo(2);
        for (int less = 0; less < 2; less++) {
            wipe();
            disk.capacity(1L << 30);
            SegmentJournal journal = withOne();
            journal.housekeep();
            disk.capacity(disk.used() + grown - less);
            Appended large = number(journal, 1, 2 * LARGE, Purpose.ACT);
            settle(journal);
            if (less == 0) {
                assertThat(large.await()).isEqualTo(1);
            } else {
                assertThat(refusal(large)).contains("PAR-2007", "larger");
            }
        }
    }

    @Test
    void aLargeOneWhoseNewSegmentHasNoRoomForItsFirstBatchIsNotWrittenThere() {
        SegmentJournal journal = withOne();
        number(journal, 1, LARGE * 3 / 4, Purpose.ACT);
        settle(journal);
        fillAtWrite(1);
        Appended outcome = number(journal, 2, LARGE * 3 / 4, Purpose.OUTCOME);
        Appended act = number(journal, 10, LARGE * 3 / 4, Purpose.ACT);
        settle(journal);
        assertThat(outcome.isDone()).isFalse();
        assertThat(refusal(act)).contains("PAR-2007");
        disk.heal();
        settle(journal);
        assertThat(outcome.await()).isEqualTo(2);
        demandAfterCrash(List.of(0, 1, 2));
    }

    private long segments() {
        return disk.list().stream().filter(name -> name.endsWith(".log")).count();
    }

    /** A journal of one entry, with segments of one mebibyte. */
    private SegmentJournal withOne() {
        SegmentJournal journal = sized(LARGE, 4L * LARGE);
        number(journal, 0, Purpose.NEW);
        settle(journal);
        return journal;
    }

    private void demandAfterCrash(List<Integer> numbers) {
        disk.crash();
        SegmentJournal again = sized(LARGE, 4L * LARGE);
        assertThat(again.recovered()).extracting("code").isSubsetOf("PAR-2014");
        assertThat(numbers(again)).isEqualTo(numbers);
    }

    @Test
    void aLargeOneWithoutRoomIsRefusedAndTheNextGoesOn() {
        SegmentJournal journal = withOne();
        journal.housekeep();
        disk.capacity(disk.used() + 1000);
        Appended large = number(journal, 10, 2 * LARGE, Purpose.ACT);
        Appended small = number(journal, 1, Purpose.ACT);
        settle(journal);
        assertThat(refusal(large)).contains("PAR-2007", "larger");
        assertThat(small.await()).isEqualTo(1);
        demandAfterCrash(List.of(0, 1));
    }

    @Test
    void aLargeOutcomeWithoutRoomWaitsForItAndHoldsWhatComesAfter() {
        SegmentJournal journal = withOne();
        journal.housekeep();
        disk.capacity(disk.used() + 1000);
        Appended large = number(journal, 1, 2 * LARGE, Purpose.OUTCOME);
        Appended small = number(journal, 2, Purpose.OUTCOME);
        settle(journal);
        assertThat(large.isDone()).isFalse();
        assertThat(small.isDone()).isFalse();
        disk.capacity(1L << 30);
        settle(journal);
        assertThat(large.await()).isEqualTo(1);
        assertThat(small.await()).isEqualTo(2);
        demandAfterCrash(List.of(0, 1, 2));
    }

    @Test
    void aLargeOneThatMeetsAFullDiskMidwayLeavesNothing() {
        for (int write = 1; write < 4; write++) {
            SegmentJournal journal = withOne();
            fillAtWrite(write);
            Appended refused = number(journal, 10, LARGE * 3 / 4, Purpose.ACT);
            Appended waits = number(journal, 1, LARGE * 3 / 4, Purpose.OUTCOME);
            settle(journal);
            assertThat(refusal(refused)).contains("PAR-2007");
            assertThat(waits.isDone()).isFalse();
            disk.heal();
            Appended small = number(journal, 2, Purpose.ACT);
            settle(journal);
            assertThat(waits.await()).isEqualTo(1);
            assertThat(small.await()).isEqualTo(2);
            demandAfterCrash(List.of(0, 1, 2));
            wipe();
        }
    }

    @Test
    void aLargeOneOnADyingDiskIsTheEnd() {
        for (Call call : List.of(Call.WRITE, Call.FORCE)) {
            FaultyDisk before = disk.copy();
            assertThat(before.list()).isEmpty();
            SegmentJournal journal = withOne();
            disk.fault((what, name) -> {
                if (what == call && name.endsWith(".log")) {
                    throw FaultyDisk.inputOutputError();
                }
            });
            Appended large = number(journal, 10, LARGE / 2, Purpose.ACT);
            Appended outcome = number(journal, 11, Purpose.OUTCOME);
            settle(journal);
            assertThat(refusal(large)).contains("PAR-2002");
            assertThat(refusal(outcome)).contains("PAR-2002");
            assertThat(journal.end()).isEqualTo(1);
            wipe();
        }
    }

    @Test
    void aSpoolThatCannotBeReadIsRefusedAndItsPlaceGoesToTheNext() throws IOException {
        Path spool = directory.resolve("spool");
        Files.write(spool, body(1, 3 * LARGE / 2));
        long whole = Files.size(spool);
        List<Body> bodies =
                List.of(
                        new Body.Spooled(directory.resolve("none"), 2000),
                        new Body.Spooled(spool, whole + 1),
                        new Body.Spooled(spool, 2L * LARGE));
        SegmentJournal journal = withOne();
        for (Body body : bodies) {
            Appended refused = journal.append(0, new byte[0], body, Purpose.OUTCOME);
            settle(journal);
            assertThat(refusal(refused)).contains("PAR-2006");
            assertThat(journal.end()).isEqualTo(1);
        }
        Appended good = journal.append(3, new byte[5], new Body.Spooled(spool, whole), Purpose.NEW);
        settle(journal);
        assertThat(good.await()).isEqualTo(1);
        assertThat(journal.entry(1).orElseThrow().body()).isEqualTo(body(1, (int) whole));
        Files.write(spool, body(2, 10));
        Appended small = journal.append(0, new byte[0], new Body.Spooled(spool, 10), Purpose.NEW);
        settle(journal);
        assertThat(small.await()).isEqualTo(2);
        demandAfterCrash(List.of(0, 1, 2));
    }
}

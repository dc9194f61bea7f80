package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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

/** How it ends: in good order, or at the first failure, with everyone told the truth. */
final class CommitterEndTest extends SteppedJournal {
    @Test
    void aForceThatFailsIsTheEndAndNobodyIsToldOtherwise() {
        for (Call call : List.of(Call.WRITE, Call.FORCE)) {
            FaultyDisk dying = new FaultyDisk(new Random(1));
            SegmentJournal journal =
                    SegmentJournal.openStepped(
                            dying,
                            JournalSettings.defaults()
                                    .withSegmentBytes(SEGMENT)
                                    .withReserveBytes(0),
                            clock,
                            new Random(2));
            put(journal, 1).await();
            List<Appended> waiting = List.of(put(journal, 2), put(journal, 3));
            int[] failed = {0};
            dying.fault((what, name) -> {
                if (what == call && name.endsWith(".log") && failed[0]++ == 0) {
                    throw FaultyDisk.inputOutputError();
                }
            });
            journal.step();
            assertThat(waiting).allMatch(Appended::isDone);
            assertThat(waiting).allMatch(entry -> refusal(entry).contains("PAR-2002"));
            assertThat(journal.end()).isEqualTo(1);
            assertThatThrownBy(() -> put(journal, 4)).hasMessageContaining("PAR-2002");
            assertThat(journal.step()).isFalse();
            journal.housekeep();
            assertThat(journal.trim(Instant.MAX, 1)).isZero();
            journal.close();
            assertThat(failed[0]).as("nothing is tried again").isEqualTo(1);
            assertThat(journal.health().trouble().orElseThrow().code()).isEqualTo("PAR-2002");
        }
    }

    @Test
    void whatWaitsWhenItClosesIsWrittenAndWhatComesLaterIsRefused() {
        SegmentJournal journal = open();
        put(journal, 1).await();
        Appended waiting = put(journal, 2);
        journal.commit("board", 1);
        journal.close();
        assertThat(waiting.await()).isEqualTo(1);
        assertThatThrownBy(() -> put(journal, 3)).hasMessageContaining("PAR-2003");
        disk.crash();
        listen();
        SegmentJournal again = open();
        assertThat(calls).as("after a stop in good order nothing is mended").isEmpty();
        assertThat(again.recovered()).isEmpty();
        demand(again, 1, 2);
        assertThat(again.committed()).containsExactly(Map.entry("board", 1L));
    }

    @Test
    void aClosedJournalWritesNothingMore() {
        SegmentJournal journal = open();
        put(journal, 1).await();
        journal.close();
        List<String> changed = new ArrayList<>();
        disk.fault((call, name) -> changed.add(name));
        journal.commit("board", 1);
        journal.housekeep();
        assertThat(journal.step()).isFalse();
        journal.close();
        assertThat(changed).filteredOn(name -> name.matches(".*[.](log|mark)")).isEmpty();
    }

    @Test
    void nobodyIsLeftWaitingWhenItEnds() {
        SegmentJournal journal = open(1, SEGMENT);
        put(journal, 1).await();
        Appended told = put(journal, 2);
        journal.step();
        List<Appended> waiting = new ArrayList<>(List.of(put(journal, 3), put(journal, 4)));
        disk.fault((call, name) -> {
            if (call == Call.FORCE && name.endsWith(".log")) {
                waiting.add(put(journal, 5)); // comes while the disk fails
                throw FaultyDisk.inputOutputError();
            }
        });
        journal.step();
        assertThat(waiting).hasSize(3).allMatch(Appended::isDone);
        assertThat(waiting).allMatch(entry -> refusal(entry).contains("PAR-2002"));
        assertThat(told.await()).as("what was durable stays so").isEqualTo(1);
    }

    @Test
    void aFailureElsewhereOnTheDiskTakesNothingBack() {
        SegmentJournal journal = open();
        Appended told = put(journal, 1);
        journal.step();
        disk.fault((call, name) -> {
            if (call == Call.FORCE) {
                throw FaultyDisk.inputOutputError();
            }
        });
        journal.housekeep();
        assertThat(journal.step()).isFalse();
        assertThat(told.await()).isZero();
        assertThatThrownBy(() -> put(journal, 2)).hasMessageContaining("PAR-2002");
    }

    @Test
    void anErrorThatIsNotTheDisksEndsItToo() {
        SegmentJournal journal = open();
        put(journal, 1).await();
        disk.fault((call, name) -> {
            if (call == Call.WRITE && name.endsWith(".log")) {
                throw new IllegalStateException("a fault of ours");
            }
        });
        Appended entry = put(journal, 2);
        journal.step();
        assertThat(refusal(entry)).contains("PAR-2002");
        disk.heal();
        assertThatThrownBy(() -> put(journal, 3)).hasMessageContaining("PAR-2002");
        assertThat(journal.end()).isEqualTo(1);
    }

    @Test
    void whatIsDoneByOneThreadLeavesTheWayFreeForOthers() throws InterruptedException {
        SegmentJournal journal = open();
        put(journal, 1);
        List<Runnable> acts =
                List.of(
                        journal::step,
                        journal::housekeep,
                        () -> journal.trim(Instant.MAX, 0),
                        journal::close);
        for (Runnable act : acts) {
            act.run();
            Thread other = Thread.ofVirtual().start(journal::step);
            assertThat(other.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void noFileStaysOpen() {
        SegmentJournal journal = open();
        put(journal, 1).await();
        int few = disk.openFiles();
        for (int i = 0; i < 60; i++) {
            put(journal, 1000).await();
        }
        assertThat(disk.openFiles()).isEqualTo(few);
        journal.close();
        assertThat(disk.openFiles()).isZero();
    }
}

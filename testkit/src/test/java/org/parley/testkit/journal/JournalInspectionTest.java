package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalInspection;
import org.parley.engine.journal.JournalInspection.Filter;
import org.parley.engine.journal.JournalInspection.Report;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;
import org.parley.wire.problem.Problem;

/** Looking at a journal from outside, running or stopped, whole or damaged. */
final class JournalInspectionTest {
    private static final int ENTRIES = 200;
    private static final String FIRST = "segment-000000000000.log";

    private final FaultyDisk disk = new FaultyDisk(new Random(5));

    @BeforeAll
    static void quiet() {
        Quiet.faults();
    }

    private SegmentJournal filled() {
        SegmentJournal journal =
                SegmentJournal.openStepped(
                        disk,
                        JournalSettings.defaults().withSegmentBytes(8 << 10).withReserveBytes(0),
                        new StillClock(),
                        new Random(3));
        for (int i = 0; i < ENTRIES; i++) {
            journal.append(i % 4, new byte[] {(byte) i}, new Body.Bytes(new byte[100]), Purpose.NEW)
                    .await();
        }
        return journal;
    }

    /** Keeps what it is shown. */
    private static final class Shown implements JournalInspection.Visitor {
        private final List<Entry> entries = new ArrayList<>();
        private final List<Problem> damage = new ArrayList<>();
        private long lastDone;

        @Override
        public boolean entry(Entry entry) {
            entries.add(entry);
            return true;
        }

        @Override
        public void damage(Problem problem) {
            damage.add(problem);
        }

        @Override
        public void progress(String file, long done, long total) {
            assertThat(done).isBetween(lastDone, total);
            lastDone = done;
        }
    }

    @Test
    void aRunningJournalIsListedPrintedAndVerified() throws IOException {
        SegmentJournal journal = filled();
        while (journal.housekeep()) {
            assertThat(journal.end()).isEqualTo(ENTRIES);
        }
        JournalInspection inspection = new JournalInspection(disk);
        Shown shown = new Shown();
        Report report = inspection.verify(shown);
        assertThat(report.isWhole()).isTrue();
        assertThat(report.notes()).isEmpty();
        assertThat(report.entries()).isEqualTo(ENTRIES);
        assertThat(shown.entries).extracting(Entry::position).isSorted().hasSize(ENTRIES);
        List<JournalInspection.Part> parts = inspection.parts();
        assertThat(parts.getFirst().first()).hasValue(0);
        assertThat(parts.getFirst().packed()).isTrue();
        assertThat(parts.getLast().first()).as("made ahead").isEmpty();
        assertThat(parts.get(parts.size() - 2).end()).hasValue(ENTRIES);
        journal.close();
    }

    @Test
    void entriesAreFilteredByPositionTimeAndLane() throws IOException {
        filled().close();
        JournalInspection inspection = new JournalInspection(disk);
        Shown shown = new Shown();
        inspection.walk(new Filter(50, 60, Instant.EPOCH, Instant.MAX, OptionalInt.of(2)), shown);
        assertThat(shown.entries).extracting(Entry::position).containsExactly(50L, 54L, 58L);
        Shown none = new Shown();
        inspection.walk(new Filter(0, 60, Instant.EPOCH, Instant.EPOCH, OptionalInt.empty()), none);
        assertThat(none.entries).isEmpty();
    }

    @Test
    void aDamagedJournalIsShownUpToTheDamageAndAfterIt() throws IOException {
        filled().close();
        disk.flip(FIRST, 4096 + 64 + 50, 1);
        Shown shown = new Shown();
        Report report = new JournalInspection(disk).verify(shown);
        assertThat(report.damage())
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .contains(FIRST, "at offset 4160", "position 0");
        assertThat(shown.damage).isEqualTo(report.damage());
        assertThat(shown.entries).hasSize(ENTRIES - 1);
    }

    @Test
    @Tag("slow")
    void everyFlippedBitIsReportedByVerify() throws IOException {
        filled().close();
        for (int at = 0; at < 6000; at += 3) {
            FaultyDisk copy = disk.copy();
            copy.flip(FIRST, at, at % 8);
            Report report = new JournalInspection(copy).verify(new Shown());
            assertThat(report.damage()).as("offset %s", at).isNotEmpty();
        }
    }

    @Test
    void aMissingSegmentIsReported() throws IOException {
        filled().close();
        for (JournalInspection.Part part : new JournalInspection(disk).parts()) {
            if (part.first().isPresent()) {
                FaultyDisk copy = disk.copy();
                copy.delete(part.file());
                Report report = new JournalInspection(copy).verify(new Shown());
                assertThat(report.damage()).as(part.file()).isNotEmpty();
            }
        }
    }
}

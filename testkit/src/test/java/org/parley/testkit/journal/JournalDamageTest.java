package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.engine.journal.Appended;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalDamaged;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;
import org.parley.wire.problem.Problem;

/**
 * Bits that turn, files that end too early: detected, located, never served, never silently cut.
 */
final class JournalDamageTest {
    private static final String FIRST = "segment-000000000000.log";
    private static final JournalSettings SMALL =
            JournalSettings.defaults().withSegmentBytes(8 << 10).withReserveBytes(0);

    private final Random random = new Random(7);
    private final List<byte[]> bodies = new ArrayList<>();
    private int end;

    @BeforeAll
    static void quiet() {
        Quiet.faults();
    }

    private static SegmentJournal open(FaultyDisk disk, JournalSettings settings) {
        return SegmentJournal.openStepped(disk, settings, new StillClock(), new Random(3));
    }

    /** Six batches of one to three entries and a reader's position in one small segment. */
    private SegmentJournal fill(FaultyDisk disk, int batches) {
        SegmentJournal journal = open(disk, SMALL);
        for (int batch = 0; batch < batches; batch++) {
            List<Appended> waiting = new ArrayList<>();
            for (int i = 0; i <= batch % 3; i++) {
                byte[] body = new byte[20 + random.nextInt(60)];
                random.nextBytes(body);
                bodies.add(body);
                waiting.add(
                        journal.append(i, new byte[] {1, 2}, new Body.Bytes(body), Purpose.NEW));
            }
            waiting.forEach(Appended::await);
            journal.commit("reader", batch);
        }
        return journal;
    }

    /** Reads until the end or the first damage; what was served must be right. */
    private long served(SegmentJournal journal) {
        long served = 0;
        try (Cursor cursor = journal.read(0)) {
            for (Entry entry = cursor.poll(); entry != null; entry = cursor.poll()) {
                assertThat(entry.body()).isEqualTo(bodies.get((int) entry.position()));
                assertThat(entry.headers()).isEqualTo(new byte[] {1, 2});
                served++;
            }
        }
        return served;
    }

    private interface Damage {
        void to(FaultyDisk disk) throws IOException;
    }

    /** What opening and reading a damaged copy came to. */
    private record Outcome(boolean refused, String problem, long served, List<Problem> notes) {}

    private Outcome afterwards(FaultyDisk whole, Damage damage) throws IOException {
        FaultyDisk disk = whole.copy();
        damage.to(disk);
        SegmentJournal journal;
        try {
            journal = open(disk, SMALL);
        } catch (JournalDamaged damaged) {
            return new Outcome(true, damaged.problem().text(), 0, List.of());
        }
        try {
            return new Outcome(false, "", served(journal), journal.recovered());
        } catch (JournalDamaged damaged) {
            return new Outcome(true, damaged.problem().text(), 0, List.of());
        }
    }

    private int endOfRecords(FaultyDisk disk) throws IOException {
        byte[] bytes = disk.bytes(FIRST);
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        return (last / 64 + 1) * 64;
    }

    @Test
    @Tag("slow")
    void everyFlippedBitInRecordsIsFoundWithItsPlaceAfterACleanStop() throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        fill(disk, 6).close();
        everyFlipIsFound(disk, 1);
    }

    @Test
    void flippedBitsInRecordsAreFoundWithTheirPlaceAfterAKill() throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        fill(disk, 6);
        disk.kill();
        everyFlipIsFound(disk, 3);
    }

    private void everyFlipIsFound(FaultyDisk disk, int step) throws IOException {
        end = endOfRecords(disk);
        assertThat(end).isBetween(4500, 8000);
        for (int at = 0; at < end; at++) {
            int offset = at;
            for (int bit = at % step; bit < 8; bit += step) {
                int which = bit;
                Outcome outcome = afterwards(disk, copy -> copy.flip(FIRST, offset, which));
                if (!outcome.refused()) {
                    fail("a flipped bit went unnoticed: offset=%s bit=%s", at, bit);
                }
                assertThat(outcome.problem()).contains(FIRST).contains("at offset ");
                if (at >= 4096) {
                    assertThat(place(outcome.problem())).isBetween(at - 400L, at + 0L);
                }
            }
        }
    }

    private static long place(String text) {
        return Long.parseLong(text.replaceAll("(?s).*at offset (\\d+).*", "$1"));
    }

    @Test
    void aFlippedBitAfterTheEndIsReportedAndCostsNothing() throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        fill(disk, 6).close();
        end = endOfRecords(disk);
        for (int at = end; at < end + 64; at++) {
            int offset = at;
            Outcome outcome = afterwards(disk, copy -> copy.flip(FIRST, offset, 3));
            assertThat(outcome.refused()).isFalse();
            assertThat(outcome.served()).isEqualTo(bodies.size());
            assertThat(outcome.notes()).extracting(Problem::code).containsExactly("PAR-2014");
        }
    }

    @Test
    void withoutItsMarkADamagedLastBatchIsCutAloudAndKeptAside() throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        fill(disk, 6).close();
        end = endOfRecords(disk);
        int loud = 0;
        for (int at = 4096; at < end; at++) {
            int offset = at;
            Outcome outcome =
                    afterwards(
                            disk,
                            copy -> {
                                copy.delete("durable.mark");
                                copy.flip(FIRST, offset, offset % 8);
                            });
            if (!outcome.refused()) {
                loud++;
                assertThat(outcome.notes())
                        .extracting(Problem::code)
                        .containsExactly("PAR-2014", "PAR-2015");
            }
        }
        assertThat(loud).as("bytes of the last batch").isBetween(64, 700);
    }

    @Test
    void everyPrefixIsRefusedWhenTheMarkKnowsBetter() throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        fill(disk, 6).close();
        end = endOfRecords(disk);
        for (int length = 0; length < end; length++) {
            int shorter = length;
            assertThat(afterwards(disk, copy -> copy.truncate(FIRST, shorter)).refused())
                    .as("prefix of %s bytes", length)
                    .isTrue();
        }
    }

    @Test
    @Tag("slow")
    void everyPrefixGivesTheWholeBatchesInItWhenNothingKnowsBetter() throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        fill(disk, 6).close();
        end = endOfRecords(disk);
        long before = 0;
        for (int length = 4096; length <= end; length++) {
            int shorter = length;
            Outcome outcome =
                    afterwards(
                            disk,
                            copy -> {
                                copy.delete("durable.mark");
                                copy.truncate(FIRST, shorter);
                            });
            assertThat(outcome.refused()).isFalse();
            assertThat(outcome.served()).isGreaterThanOrEqualTo(before);
            before = outcome.served();
        }
        assertThat(before).isEqualTo(bodies.size());
    }

    @Test
    void aMarkWithOneBadPlaceIsStillGood() throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        fill(disk, 6).close();
        end = endOfRecords(disk);
        for (int place = 0; place <= 4096; place += 4096) {
            int at = place + 33;
            assertThat(afterwards(disk, copy -> copy.flip("durable.mark", at, 2)).served())
                    .isEqualTo(bodies.size());
            assertThat(
                            afterwards(
                                            disk,
                                            copy -> {
                                                copy.flip("durable.mark", at, 2);
                                                copy.flip(FIRST, end - 70, 2);
                                            })
                                    .refused())
                    .isTrue();
        }
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        SegmentJournal journal = fill(disk, 60);
        journal.close();
        List<String> files =
                disk.list().stream().filter(name -> name.endsWith(".log")).sorted().toList();
        assertThat(files).hasSizeGreaterThan(3);
        for (String file : files) {
            Outcome outcome = afterwards(disk, copy -> copy.delete(file));
            assertThat(outcome.refused()).as(file).isTrue();
            assertThat(outcome.problem()).contains(file);
        }
    }

    @Test
    void everyFlippedByteOfAPackedSegmentIsFound() throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        SegmentJournal journal = fill(disk, 60);
        boolean more = true;
        while (more) {
            more = journal.housekeep();
        }
        assertThat(served(journal)).isEqualTo(bodies.size());
        journal.close();
        String packed = "segment-000000000001.zst";
        for (int at = 0; at < disk.size(packed); at++) {
            int offset = at;
            Outcome outcome = afterwards(disk, copy -> copy.flip(packed, offset, offset % 8));
            assertThat(outcome.refused()).as("offset %s", at).isTrue();
            assertThat(outcome.problem()).contains(packed);
        }
        Outcome index = afterwards(disk, copy -> copy.flip("segment-000000000001.idx", 50, 1));
        assertThat(index.served()).isEqualTo(bodies.size());
    }

    @Test
    void aBodyThatLooksLikeAJournalIsABody() throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        fill(disk, 3).close();
        byte[] segment = disk.bytes(FIRST);
        SegmentJournal journal = open(disk, SMALL);
        byte[] body = Arrays.copyOf(segment, 300_000);
        bodies.add(body);
        journal.append(0, new byte[] {1, 2}, new Body.Bytes(body), Purpose.NEW).await();
        disk.kill();
        assertThat(served(open(disk, SMALL))).isEqualTo(bodies.size());
    }
}

package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.DiskFile;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;

/** What recovery cuts off the end of the log is kept aside, to the byte, and durably. */
final class JournalCutTest {
    private static final String SEGMENT = "segment-000000000000.log";
    private static final int SEGMENT_BYTES = 4 << 20;

    /** The least that is kept when the length is not known: a header's size, bytes. */
    private static final int LEAST = 64;

    private static final int PIECE = 1 << 20;

    /** A batch of one entry of {@link #THIRD} bytes, with its headers, aligned, bytes. */
    private static final int WHOLE = 2112;

    private static final int THIRD = 2000;

    @BeforeAll
    static void quiet() {
        Quiet.faults();
    }

    private static SegmentJournal open(FaultyDisk disk) {
        return SegmentJournal.openStepped(
                disk,
                JournalSettings.defaults()
                        .withSegmentBytes(SEGMENT_BYTES)
                        .withReserveBytes(0)
                        .withPack(false),
                new StillClock(),
                new Random(2));
    }

    private static long put(SegmentJournal journal, int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) 7);
        return journal.append(0, new byte[0], new Body.Bytes(body), Purpose.NEW).await();
    }

    /** A log of two entries, and where it ends, bytes. */
    private record Log(FaultyDisk disk, int end, byte[] next) {}

    /** Also what one more entry would have written there. */
    private static Log twoEntries() throws IOException {
        return twoEntries(1);
    }

    private static Log twoEntries(long seed) throws IOException {
        FaultyDisk disk = new FaultyDisk(new Random(seed));
        SegmentJournal journal = open(disk);
        journal.housekeep(); // a segment made ahead is filled to its end
        put(journal, 100);
        put(journal, 3000);
        FaultyDisk before = disk.copy();
        put(journal, THIRD);
        byte[] longer = disk.bytes(SEGMENT);
        int end = Arrays.mismatch(before.bytes(SEGMENT), longer);
        int last = longer.length;
        while (longer[last - 1] == 0) {
            last--;
        }
        return new Log(before, end, Arrays.copyOfRange(longer, end, last));
    }

    private static void write(FaultyDisk disk, byte[] bytes, int at) throws IOException {
        try (DiskFile file = disk.open(SEGMENT)) {
            file.write(ByteBuffer.wrap(bytes), at);
            file.force();
        }
    }

    private static Optional<String> kept(FaultyDisk disk) {
        return disk.list().stream().filter(name -> name.startsWith("cut-")).findFirst();
    }

    /** Recovers, loses the power at once, and demands that exactly these bytes were kept. */
    private static void demandKept(Log log, byte[] junk, int length) throws IOException {
        byte[] expected = Arrays.copyOf(junk, length);
        SegmentJournal recovered = open(log.disk());
        assertThat(recovered.recovered().getFirst().toString())
                .contains("PAR-2014", String.format("cut-000000000000-%d.bin", log.end()));
        assertThat(recovered.end()).isEqualTo(2);
        log.disk().crash();
        String name = kept(log.disk()).orElseThrow();
        assertThat(name).isEqualTo(String.format("cut-000000000000-%d.bin", log.end()));
        assertThat(log.disk().bytes(name)).as(junk.length + " bytes").isEqualTo(expected);

        SegmentJournal again = open(log.disk());
        assertThat(again.recovered()).extracting("code").doesNotContain("PAR-2014");
        assertThat(put(again, 50)).isEqualTo(2);
        again.close();
    }

    private static byte[] junk(int length) {
        byte[] junk = new byte[length];
        new Random(length).nextBytes(junk);
        junk[0] = 1; // no header begins so
        junk[length - 1] = 1;
        if (length > 3 * PIECE / 2) {
            Arrays.fill(junk, PIECE / 2, 3 * PIECE / 2, (byte) 0); // a hole is kept as well
        }
        return junk;
    }

    @Test
    void bytesWithoutAHeaderAreKeptAsFarAsTheyGo() throws IOException {
        for (int length :
                List.of(
                        1, LEAST - 1, LEAST, LEAST + 1, 5000, PIECE - 1, PIECE, PIECE + 1,
                        2 << 20)) {
            Log log = twoEntries();
            byte[] junk = junk(length);
            write(log.disk(), junk, log.end());
            demandKept(log, junk, Math.max(LEAST, length));
        }
    }

    @Test
    void bytesUpToTheLastOfTheFileAreKept() throws IOException {
        Log log = twoEntries();
        byte[] junk = junk(log.disk().size(SEGMENT) - log.end());
        write(log.disk(), junk, log.end());
        demandKept(log, junk, junk.length);
    }

    @Test
    void aBatchThatWasNotFinishedIsKeptAsLongAsItsHeaderSays() throws IOException {
        for (int there : List.of(LEAST + 1, LEAST + 500, 2000)) {
            Log log = twoEntries();
            byte[] torn = Arrays.copyOf(log.next(), there);
            write(log.disk(), torn, log.end());
            demandKept(log, torn, WHOLE);
        }
    }

    @Test
    void onAFullDiskItIsCutAllTheSameAndThatIsSaid() throws IOException {
        Log log = twoEntries();
        write(log.disk(), junk(5000), log.end());
        log.disk().capacity(log.disk().used());
        SegmentJournal recovered = open(log.disk());
        assertThat(recovered.recovered().getFirst().toString())
                .contains("PAR-2014")
                .doesNotContain(".bin");
        assertThat(kept(log.disk())).isEmpty();
        assertThat(recovered.end()).isEqualTo(2);
    }

    @Test
    void nothingIsCutBeforeTheCopyOfItIsDurable() throws IOException {
        for (int seed = 0; seed < 12; seed++) {
            Log log = twoEntries(seed);
            byte[] junk = junk(3000);
            write(log.disk(), junk, log.end());
            boolean[] dead = {false};
            log.disk()
                    .fault((call, name) -> {
                        dead[0] |= call == FaultyDisk.Call.WRITE && name.equals(SEGMENT);
                        if (dead[0]) {
                            throw FaultyDisk.inputOutputError();
                        }
                    });
            assertThatThrownBy(() -> open(log.disk())).hasMessageContaining("PAR-2017");
            log.disk().crash();
            assertThat(kept(log.disk())).as("seed " + seed).isPresent();
        }
    }
}

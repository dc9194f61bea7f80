package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.parley.engine.journal.Appended;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;
import org.parley.testkit.disk.FaultyDisk.Call;

/**
 * A journal without threads on a disk of memory, stepped by its test, so that nothing is waited
 * for.
 */
abstract class SteppedJournal {
    static final int SEGMENT = 16 << 10;
    private static final int STEPS = 100;

    @BeforeAll
    static void quiet() {
        Quiet.faults();
    }

    final FaultyDisk disk = new FaultyDisk(new Random(1));
    final StillClock clock = new StillClock();

    /** What was done to segments' files, as one letter a call. */
    final StringBuilder calls = new StringBuilder();

    SegmentJournal open() {
        return open(1 << 20, SEGMENT);
    }

    SegmentJournal open(long batchBytes, long segmentBytes) {
        JournalSettings settings =
                new JournalSettings(segmentBytes, 8 << 20, batchBytes, 0, 0, Long.MAX_VALUE, false);
        return SegmentJournal.openStepped(disk, settings, clock, new Random(2));
    }

    void listen() {
        listen((call, name) -> {});
    }

    void listen(FaultyDisk.Fault then) {
        disk.fault((call, name) -> {
            if (name.endsWith(".log") && (call == Call.WRITE || call == Call.FORCE)) {
                calls.append(call == Call.WRITE ? 'w' : 'f');
            }
            then.before(call, name);
        });
    }

    static byte[] body(int bytes) {
        byte[] body = new byte[bytes];
        new Random(bytes).nextBytes(body);
        return body;
    }

    static Appended put(SegmentJournal journal, int bytes) {
        return put(journal, bytes, Purpose.NEW);
    }

    static Appended put(SegmentJournal journal, int bytes, Purpose purpose) {
        return journal.append(bytes % 16, new byte[3], new Body.Bytes(body(bytes)), purpose);
    }

    /** Steps until there is nothing more to do; how often there was. */
    static int settle(SegmentJournal journal) {
        for (int steps = 0; steps < STEPS; steps++) {
            if (!journal.step()) {
                return steps;
            }
        }
        throw new AssertionError("it never comes to rest");
    }

    static void demand(SegmentJournal journal, int... sizes) {
        assertThat(journal.end()).isEqualTo(sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            var entry = journal.entry(i).orElseThrow();
            assertThat(entry.body()).isEqualTo(body(sizes[i]));
            assertThat(entry.lane()).isEqualTo(sizes[i] % 16);
            assertThat(entry.headers()).isEqualTo(new byte[3]);
        }
    }

    /** An empty disk again. */
    void wipe() {
        disk.kill();
        for (String name : disk.list()) {
            try {
                disk.delete(name);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Why it was refused, of an entry of which that is known; empty when it was not. */
    static String refusal(Appended entry) {
        assertThat(entry.isDone()).isTrue();
        try {
            entry.await();
            return "";
        } catch (JournalUnavailable refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}

package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.parley.engine.journal.Appended;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;

/**
 * Appends, commits, trims and packs at random, remembers what it was told, and after a restart
 * demands all of it back. Each body names itself, so that an invented one is known.
 */
final class Workload {
    static final JournalSettings SMALL =
            JournalSettings.defaults()
                    .withSegmentBytes(16 << 10)
                    .withTailBytes(6 << 10)
                    .withReserveBytes(0);

    private static final String READER = "oracle";

    private final FaultyDisk disk;
    private final JournalSettings settings;
    private final RandomGenerator random;
    private final StillClock clock = new StillClock();
    private final TreeMap<Long, byte[]> awaited = new TreeMap<>();
    private final Map<Long, byte[]> tried = new HashMap<>();
    private final List<Long> committed = new ArrayList<>(List.of(0L));
    private long attempts;
    private long needed;

    Workload(FaultyDisk disk, JournalSettings settings, RandomGenerator random) {
        this.disk = disk;
        this.settings = settings;
        this.random = random;
    }

    int awaited() {
        return awaited.size();
    }

    SegmentJournal open() {
        return SegmentJournal.openStepped(disk, settings, clock, random);
    }

    /** Does a number of things; ends at the first failure. */
    void run(SegmentJournal journal, int actions) {
        try {
            for (int i = 0; i < actions; i++) {
                act(journal);
            }
        } catch (JournalUnavailable failed) {
            assertThat(failed).hasMessageContaining("PAR-20");
        }
    }

    private void act(SegmentJournal journal) {
        clock.advance(1);
        switch (random.nextInt(12)) {
            case 0 -> journal.housekeep();
            case 1 -> {
                long position = random.nextLong(journal.first(), journal.end() + 1);
                committed.add(position);
                journal.commit(READER, position);
            }
            case 2 -> trim(journal);
            default -> append(journal, 1 + random.nextInt(6));
        }
    }

    private void trim(SegmentJournal journal) {
        if (random.nextInt(8) == 0) {
            needed = Math.max(needed, random.nextLong(journal.end() + 1));
            journal.trim(Instant.MAX, needed);
        }
    }

    private void append(SegmentJournal journal, int count) {
        List<Appended> waiting = new ArrayList<>();
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] body = body();
            bodies.add(body);
            waiting.add(
                    journal.append(
                            random.nextInt(Journal.LANES),
                            Arrays.copyOf(body, 8),
                            new Body.Bytes(body),
                            Purpose.NEW));
        }
        for (int i = 0; i < count; i++) {
            awaited.put(waiting.get(i).await(), bodies.get(i));
        }
    }

    private byte[] body() {
        int size =
                switch (random.nextInt(60)) {
                    case 0 -> 300_000 + random.nextInt(100_000);
                    case 1, 2 -> random.nextInt(20_000);
                    default -> random.nextInt(700);
                };
        byte[] body = new byte[8 + size];
        random.nextBytes(body);
        long number = attempts++;
        ByteBuffer.wrap(body).putLong(number);
        tried.put(number, body);
        return body;
    }

    /** Everything awaited is there, in order and unchanged; nothing was invented or repeated. */
    void demandAll(SegmentJournal journal) {
        assertThat(journal.first()).isLessThanOrEqualTo(needed);
        TreeMap<Long, byte[]> missing = new TreeMap<>(awaited.tailMap(journal.first(), true));
        long expected = journal.first();
        long number = -1;
        try (Cursor cursor = journal.read(0)) {
            for (Entry entry = cursor.poll(); entry != null; entry = cursor.poll()) {
                assertThat(entry.position()).isEqualTo(expected++);
                long found = ByteBuffer.wrap(entry.headers()).getLong();
                assertThat(found).isGreaterThan(number);
                number = found;
                assertThat(entry.body()).isEqualTo(tried.get(number));
                byte[] told = missing.remove(entry.position());
                assertThat(told == null || Arrays.equals(told, entry.body())).isTrue();
            }
        }
        assertThat(missing.keySet()).isEmpty();
        assertThat(expected).isEqualTo(journal.end());
        assertThat(journal.committed().getOrDefault(READER, 0L)).isIn(committed);
        for (int i = 0; i < 3 && journal.end() > journal.first(); i++) {
            long any = random.nextLong(journal.first(), journal.end());
            Entry entry = journal.entry(any).orElseThrow();
            assertThat(entry.body())
                    .isEqualTo(tried.get(ByteBuffer.wrap(entry.headers()).getLong()));
        }
        // what was found after a restart is durable now, told or not
        remember(journal);
    }

    private void remember(SegmentJournal journal) {
        try (Cursor cursor = journal.read(0)) {
            for (Entry entry = cursor.poll(); entry != null; entry = cursor.poll()) {
                awaited.put(entry.position(), entry.body());
            }
        }
    }

    /** Makes the disk die at the nth thing that changes it. */
    void dieAt(int nth, IOException how) {
        int[] left = {nth};
        disk.fault((call, name) -> {
            if (call != FaultyDisk.Call.READ && --left[0] <= 0) {
                throw how;
            }
        });
    }
}

package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.DiskFile;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;

/**
 * Recovery from every prefix of the last MiB of a journal: what is whole in it is served, nothing
 * else, and the journal goes on. The MiB stands in small segments, so that a recovery reads little
 * and all of them fit into a check. {@code -Dprefix.step=97} for a sample.
 */
final class JournalPrefixTest {
    private static final int SEGMENT = 16 << 10;
    private static final int SEGMENT_HEADER = 4096;
    private static final int MEBIBYTE = 1 << 20;
    private static final int STEP = Integer.getInteger("prefix.step", 1);
    private static final byte[] HEADERS = {1, 2};
    private static final JournalSettings SETTINGS =
            JournalSettings.defaults()
                    .withSegmentBytes(SEGMENT)
                    .withTailBytes(0)
                    .withReserveBytes(0);

    /** A batch of one entry: where its bytes end and where the padding after them does. */
    private record Batch(byte[] body, int end, int next) {}

    /** A segment of the written journal, and its place in it. */
    private record Written(String name, String before, long first, List<Batch> batches) {}

    private final List<byte[]> bodies = new ArrayList<>();
    private final FaultyDisk disk = new FaultyDisk(new Random(11));

    @BeforeAll
    static void quiet() {
        Quiet.faults();
    }

    private static SegmentJournal open(FaultyDisk disk) {
        return SegmentJournal.openStepped(disk, SETTINGS, new StillClock(), new Random(3));
    }

    private static String file(int number) {
        return String.format("segment-%012d.log", number);
    }

    /** Writes a little more than a MiB of batches; each has one entry. */
    private List<Written> fill(int bytes) throws IOException {
        Random random = new Random(5);
        SegmentJournal journal = open(disk);
        List<Written> all = new ArrayList<>();
        int written = 0;
        while (written < bytes) {
            byte[] body = new byte[random.nextInt(900)];
            random.nextBytes(body);
            bodies.add(body);
            int number = all.size();
            long position = journal.append(1, HEADERS, new Body.Bytes(body), Purpose.NEW).await();
            if (disk.exists(file(number))) {
                all.add(new Written(file(number), file(number - 1), position, new ArrayList<>()));
            }
            List<Batch> batches = all.getLast().batches();
            int from = batches.isEmpty() ? SEGMENT_HEADER : batches.getLast().next();
            int end = from + 64 + 32 + HEADERS.length + body.length;
            int next = (end + 63) / 64 * 64;
            batches.add(new Batch(body, end, next));
            written += next - from;
        }
        journal.close();
        disk.delete("durable.mark");
        return all;
    }

    /** The journal as it stood when this segment was its last; retention took what is older. */
    private FaultyDisk upTo(Written segment) throws IOException {
        FaultyDisk copy = disk.copy();
        for (String name : disk.list()) {
            if (!name.equals(segment.name()) && !name.equals(segment.before())) {
                copy.delete(name);
            }
        }
        copy.syncDirectory();
        return copy;
    }

    private interface Prefix {
        void cut(FaultyDisk disk, String name, int length) throws IOException;
    }

    /** As of a file that ends there. */
    private static void shorten(FaultyDisk disk, String name, int length) throws IOException {
        disk.truncate(name, length);
    }

    /** As of a file that was filled with zeros ahead. */
    private static void blank(FaultyDisk disk, String name, int length) throws IOException {
        try (DiskFile file = disk.open(name)) {
            file.write(ByteBuffer.allocate(SEGMENT - length), length);
            file.force();
        }
    }

    private int everyPrefix(Written segment, Prefix prefix, int step) throws IOException {
        FaultyDisk whole = upTo(segment);
        int end = segment.batches().getLast().next();
        int tried = 0;
        for (int length = SEGMENT_HEADER; length <= end; length += step) {
            FaultyDisk copy = whole.copy();
            prefix.cut(copy, segment.name(), length);
            check(copy, segment, length);
            tried++;
        }
        return tried;
    }

    private void check(FaultyDisk copy, Written segment, int length) {
        int least = 0;
        int most = 0;
        for (Batch batch : segment.batches()) {
            least += batch.next() <= length ? 1 : 0;
            // whether the zeros that fill a batch up are there decides nothing
            most += batch.end() <= length ? 1 : 0;
        }
        SegmentJournal journal = open(copy);
        long entries = journal.end() - segment.first();
        if (entries < least || entries > most) {
            throw new AssertionError(
                    segment.name() + " of " + length + " bytes: " + entries + " entries recovered");
        }
        long from = Math.max(journal.first(), journal.end() - 2);
        try (Cursor cursor = journal.read(from)) {
            long position = from;
            for (Entry entry = cursor.poll(); entry != null; entry = cursor.poll()) {
                same(entry, position++, segment, length);
            }
            if (position != journal.end()) {
                throw new AssertionError(
                        segment.name() + " of " + length + " bytes: served to " + position);
            }
        }
        if (length % 61 == 0) {
            goesOn(copy, journal);
        }
    }

    private void same(Entry entry, long position, Written segment, int length) {
        boolean right =
                entry.position() == position
                        && java.util.Arrays.equals(entry.headers(), HEADERS)
                        && java.util.Arrays.equals(entry.body(), bodies.get((int) position));
        if (!right) {
            throw new AssertionError(
                    segment.name() + " of " + length + " bytes: wrong entry at " + position);
        }
    }

    /** One more entry is taken where the log ends, and found after the next start. */
    private static void goesOn(FaultyDisk copy, SegmentJournal journal) {
        byte[] fresh = {42};
        long position = journal.append(1, HEADERS, new Body.Bytes(fresh), Purpose.NEW).await();
        copy.crash();
        SegmentJournal again = open(copy);
        assertThat(again.end()).isEqualTo(position + 1);
        assertThat(again.entry(position).orElseThrow().body()).isEqualTo(fresh);
    }

    private int everyPrefix(List<Written> segments, Prefix prefix, int step) throws Exception {
        int tried = 0;
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> each = new ArrayList<>();
            for (Written segment : segments) {
                each.add(two.submit(() -> everyPrefix(segment, prefix, step)));
            }
            for (Future<Integer> one : each) {
                tried += one.get();
            }
        }
        return tried;
    }

    @Test
    @Tag("slow")
    void everyPrefixOfTheLastMebibyteGivesWhatIsWholeInItAndGoesOn() throws Exception {
        List<Written> segments = fill(MEBIBYTE + 2 * SEGMENT);
        List<Written> last = segments.subList(1, segments.size());
        int tried = everyPrefix(last, JournalPrefixTest::shorten, STEP);
        int blank = everyPrefix(last, JournalPrefixTest::blank, STEP * 7);
        System.out.printf(
                "prefixes of the last MiB recovered: %,d of files that end there, %,d of files"
                        + " filled with zeros%n",
                tried, blank);
        assertThat((long) tried * STEP).isGreaterThan(MEBIBYTE);
    }

    @Test
    void everyPrefixOfASegmentGivesWhatIsWholeInIt() throws Exception {
        List<Written> segments = fill(2 * SEGMENT);
        List<Written> second = segments.subList(1, 2);
        assertThat(everyPrefix(second, JournalPrefixTest::shorten, 7)).isGreaterThan(1_500);
        assertThat(everyPrefix(second, JournalPrefixTest::blank, 31)).isGreaterThan(350);
    }
}

package org.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;

/**
 * The journal beside a bare group-commit writer in one run, in turns, since only ratios hold on a
 * shared machine; then one caller alone, then reading back. About 15 seconds. Arguments: directory
 * (default {@code target/journal-bench}).
 */
public final class JournalBench {
    private static final int CALLERS = 64;
    private static final int BODY = 2048;
    private static final int ROUNDS = 4;
    private static final long ROUND_NANOS = 1_000_000_000;
    private static final long BARE_BYTES = 512L << 20;

    private JournalBench() {}

    /** Runs it and prints a table. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args.length > 0 ? args[0] : "target/journal-bench");
        clear(directory);
        Files.createDirectories(directory);
        try (BareLog bare =
                        new BareLog(
                                Files.createDirectories(directory).resolve("bare"), BARE_BYTES);
                SegmentJournal journal = open(directory)) {
            System.out.printf(
                    Locale.ROOT,
                    "fsync median %d us%n",
                    journal.health().fsyncMedian().toNanos() / 1000);
            Consumer<byte[]> toBare = bare::append;
            Consumer<byte[]> toJournal =
                    body ->
                            journal.append(1, new byte[32], new Body.Bytes(body), Purpose.NEW)
                                    .await();
            load("bare warm-up", toBare, CALLERS);
            load("journal warm-up", toJournal, CALLERS);
            compare(CALLERS, toBare, toJournal);
            compare(1, toBare, toJournal);
        }
        readBack(directory);
        clear(directory);
    }

    private static SegmentJournal open(Path directory) throws IOException {
        return SegmentJournal.open(
                FileDisk.at(directory.resolve("journal")),
                JournalSettings.defaults().withReserveBytes(0),
                Clock.system(),
                new Random(),
                Thread.ofPlatform().daemon().name("journal-", 0).factory());
    }

    private static void compare(int callers, Consumer<byte[]> bare, Consumer<byte[]> journal)
            throws InterruptedException {
        double[] bareRates = new double[ROUNDS];
        double[] rates = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            bareRates[i] = load("bare", bare, callers);
            rates[i] = load("journal", journal, callers);
        }
        System.out.printf(
                Locale.ROOT,
                "callers %d: journal %,.0f/s, bare %,.0f/s, ratio %.0f %%%n",
                callers,
                median(rates),
                median(bareRates),
                100 * median(rates) / median(bareRates));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }

    private static double load(String name, Consumer<byte[]> append, int callers)
            throws InterruptedException {
        byte[][] bodies = bodies();
        AtomicLong count = new AtomicLong();
        List<long[]> waits = new ArrayList<>();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            long[] mine = new long[200_000];
            waits.add(mine);
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                int n = 0;
                                long before = System.nanoTime();
                                while (before - start < ROUND_NANOS) {
                                    append.accept(bodies[n % bodies.length]);
                                    long now = System.nanoTime();
                                    mine[n++ % mine.length] = now - before;
                                    before = now;
                                }
                                count.addAndGet(n);
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = count.get() / seconds;
        long[] all =
                waits.stream()
                        .flatMapToLong(Arrays::stream)
                        .filter(nanos -> nanos > 0)
                        .sorted()
                        .toArray();
        System.out.printf(
                Locale.ROOT,
                "  %-16s callers %3d %,9.0f/s  p50 %,6d us  p99 %,7d us  cpu %.1f us each%n",
                name,
                callers,
                rate,
                all[all.length / 2] / 1000,
                all[(int) (all.length * 0.99)] / 1000,
                (cpuNanos() - cpu) / 1000.0 / count.get());
        return rate;
    }

    /** Text that compresses about as well as messages do. */
    private static byte[][] bodies() {
        Random random = new Random(1);
        byte[][] bodies = new byte[1000][BODY];
        for (byte[] body : bodies) {
            for (int at = 0; at < BODY; at += 8) {
                String word = String.format("%-7.7s|", Integer.toString(random.nextInt(4000), 36));
                System.arraycopy(word.getBytes(StandardCharsets.US_ASCII), 0, body, at, 8);
            }
        }
        return bodies;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static void readBack(Path directory) throws IOException {
        long opening = System.nanoTime();
        try (SegmentJournal journal = open(directory);
                Cursor cursor = journal.read(0)) {
            long start = System.nanoTime();
            System.out.printf(Locale.ROOT, "opened in %d ms%n", (start - opening) / 1_000_000);
            long bytes = 0;
            long count = 0;
            for (Entry entry = cursor.poll(); entry != null; entry = cursor.poll()) {
                bytes += entry.body().length;
                count++;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "read back %,d entries at %,.0f/s, %,.0f MB/s%n",
                    count,
                    count / seconds,
                    bytes / seconds / 1e6);
            random(journal, count);
        }
    }

    private static void random(SegmentJournal journal, long count) {
        Random random = new Random(2);
        long start = System.nanoTime();
        int reads = 0;
        long bytes = 0;
        while (System.nanoTime() - start < ROUND_NANOS) {
            bytes += journal.entry(random.nextLong(count)).orElseThrow().body().length;
            reads++;
        }
        System.out.printf(
                Locale.ROOT,
                "random reads %,.0f/s, %,d bytes%n",
                reads / ((System.nanoTime() - start) / 1e9),
                bytes);
    }

    private static void clear(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(JournalBench::delete);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;

/** {@code parley journal} shows times in UTC and says so, so that no hour is there twice. */
final class JournalTimesTest {
    private static final List<String> MOMENTS =
            List.of(
                    "2026-03-29T00:59:59Z",
                    "2026-03-29T01:00:00Z",
                    "2026-10-25T00:30:00Z",
                    "2026-10-25T01:30:00Z",
                    "2028-02-29T23:59:59Z",
                    "2038-01-19T03:14:08Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A clock that a test sets. */
    private static final class Moments implements Clock {
        private Instant now = Instant.EPOCH;
        private long nanos;

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanoTime() {
            return nanos++;
        }
    }

    @Test
    void theRepeatedHourIsToldApartAndCanBeAskedFor() throws IOException {
        Moments clock = new Moments();
        try (SegmentJournal journal =
                SegmentJournal.openStepped(
                        FileDisk.at(folder.resolve("journal")),
                        JournalSettings.defaults().withSegmentBytes(1L << 20).withReserveBytes(0),
                        clock,
                        new SplittableRandom(1))) {
            byte[] headers =
                    HeaderCodec.encode(
                            new Header.Received(
                                    "pas.adt", "10.0.0.1", List.of(), Optional.empty()));
            for (String moment : MOMENTS) {
                clock.now = Instant.parse(moment);
                journal.append(0, headers, new Body.Bytes(new byte[] {'x'}), Purpose.NEW).await();
            }
        }
        String printed = printed("--print");
        assertThat(printed.lines().filter(line -> line.contains("received at")))
                .hasSize(MOMENTS.size())
                .zipSatisfy(MOMENTS, (line, moment) -> assertThat(line).contains("  " + moment));
        assertThat(printed("--print", "--since", "2026-10-25T01:00:00Z"))
                .doesNotContain("2026-10-25T00:30:00Z")
                .contains("2026-10-25T01:30:00Z");
    }

    private String printed(String... words) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> all = new java.util.ArrayList<>(List.of("journal", folder.toString()));
        all.addAll(List.of(words));
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(Main.run(all.toArray(new String[0]))).isZero();
            return out.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(before);
        }
    }
}

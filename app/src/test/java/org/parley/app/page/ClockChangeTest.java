package org.parley.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.ledger.Book;

/** The nights when British clocks change, and clocks that are set wrong, as a person sees them. */
final class ClockChangeTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A clock that stands still until somebody moves it. */
    private static final class HeldClock implements Clock {
        private Instant now;
        private long nanos = 1;

        HeldClock(String now) {
            this.now = Instant.parse(now);
        }

        synchronized void goesOn(Duration by) {
            now = now.plus(by);
            nanos += by.toNanos();
        }

        synchronized void isSet(Duration by) {
            now = now.plus(by);
        }

        @Override
        public synchronized Instant now() {
            return now;
        }

        @Override
        public synchronized long nanoTime() {
            return nanos;
        }
    }

    @Test
    void theRepeatedHourIsLabelledAndNoOther() {
        String day = "2026-10-25T";
        assertThat(stamp(day + "00:00:00Z")).isEqualTo("25 Oct 2026, 01:00:00 BST");
        assertThat(stamp(day + "00:59:59Z")).isEqualTo("25 Oct 2026, 01:59:59 BST");
        assertThat(stamp(day + "01:00:00Z")).isEqualTo("25 Oct 2026, 01:00:00 GMT");
        assertThat(stamp(day + "01:59:59Z")).isEqualTo("25 Oct 2026, 01:59:59 GMT");
        assertThat(stamp("2026-10-24T23:59:59Z")).isEqualTo("25 Oct 2026, 00:59:59");
        assertThat(stamp(day + "02:00:00Z")).isEqualTo("25 Oct 2026, 02:00:00");
        assertThat(Words.clock(Instant.parse(day + "00:30:00Z"), LONDON)).isEqualTo("01:30:00 BST");
        assertThat(Words.clock(Instant.parse(day + "01:30:00Z"), LONDON)).isEqualTo("01:30:00 GMT");
        assertThat(Words.clock(Instant.parse(day + "00:30:00Z"), ZoneId.of("Europe/Paris")))
                .isEqualTo("02:30:00 CEST");
    }

    @Test
    void theMissingHourThe29thOfFebruaryAndTheEndOf32BitsAreTimesLikeOthers() {
        assertThat(stamp("2026-03-29T00:59:59Z")).isEqualTo("29 Mar 2026, 00:59:59");
        assertThat(stamp("2026-03-29T01:00:00Z")).isEqualTo("29 Mar 2026, 02:00:00");
        assertThat(stamp("2028-02-29T12:00:00Z")).isEqualTo("29 Feb 2028, 12:00:00");
        assertThat(stamp("2038-01-19T03:14:08Z")).isEqualTo("19 Jan 2038, 03:14:08");
    }

    private static String stamp(String instant) {
        return Words.stamp(Instant.parse(instant), LONDON);
    }

    @Test
    void everyPageSaysWhichOfTheTwoHoursAMessageCameIn() throws Exception {
        HeldClock clock = new HeldClock("2026-10-25T00:30:00Z");
        try (SmallTrust trust = new SmallTrust(folder, 0, clock)) {
            Browser browser = new Browser(trust.page);
            trust.receivers.put(
                    "wardapp.patients", m -> new Answer.Rejected("AE", SmallTrust.SAYS_NO));
            long first = take(trust, "C1", 1);
            clock.goesOn(Duration.ofHours(1));
            long second = take(trust, "C2", 2);
            assertThat(browser.get("/message/" + first).body())
                    .contains("25 Oct 2026, 01:30:00 BST");
            assertThat(browser.get("/message/" + second).body())
                    .contains("25 Oct 2026, 01:30:00 GMT");
            Watch watch = new Watch(trust.engine, trust.facts, clock);
            watch.tick();
            Now now = watch.now();
            assertThat(now.stamp()).isEqualTo("25 Oct 2026, 01:30:00 GMT");
            assertThat(now.clock()).isEqualTo("01:30:00 GMT");
            assertThat(now.latest())
                    .extracting(Now.LatestRow::clock)
                    .contains("01:30:00 BST", "01:30:00 GMT");
            assertThat(now.parked())
                    .extracting(Now.ParkedRow::since)
                    .containsExactly("25 Oct 2026, 01:30:00 BST", "25 Oct 2026, 01:30:00 GMT");
            assertThat(now.parked())
                    .as("an hour has gone by, whatever the wall clock shows")
                    .extracting(Now.ParkedRow::age)
                    .containsExactly("1 h 0 min", "0 s");
        }
    }

    private static long take(SmallTrust trust, String controlId, int parked) {
        long position =
                trust.take(
                        "pas.adt", SmallTrust.adt("A01", controlId, "M-" + controlId, "DOE^Ann"));
        assertThat(trust.engine.settle(Duration.ofSeconds(20))).isTrue();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (trust.engine.ledger().parked(9).size() < parked) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
        }
        return position;
    }

    @Test
    void aClockSetBackDoesNotSilenceTheAlarmOfALongWait() {
        for (Duration off : List.of(Duration.ofHours(-1), Duration.ofDays(-1))) {
            HeldClock clock = new HeldClock("2026-10-25T00:30:00Z");
            Rates rates = new Rates(clock);
            Book.LegLine waiting = waitingSince(clock.now());
            rates.note(book(waiting));
            clock.isSet(off);
            clock.goesOn(Headline.LONG_WAIT);
            rates.note(book(waiting));
            assertThat(rates.waited(waiting)).isEqualTo(Headline.LONG_WAIT);
            Book.LegLine next = waitingSince(clock.now());
            rates.note(book(next));
            assertThat(rates.waited(next)).as("the next one has not waited").isZero();
        }
    }

    @Test
    void whatWaitedBeforeThePageWasThereCountsByTheTimeOfDay() {
        HeldClock clock = new HeldClock("2026-03-29T02:30:00Z");
        Rates rates = new Rates(clock);
        Book.LegLine waiting = waitingSince(Instant.parse("2026-03-29T00:30:00Z"));
        assertThat(rates.waited(waiting)).isEqualTo(Duration.ofHours(2));
        rates.note(book(waiting));
        assertThat(rates.waited(waiting)).isEqualTo(Duration.ofHours(2));
    }

    private static Book book(Book.LegLine leg) {
        return new Book(1, List.of(), List.of(leg));
    }

    private static Book.LegLine waitingSince(Instant since) {
        return new Book.LegLine(
                "all", "epr", "Owner", 1, 0, 1, 0, 0, 0, Optional.of(since), Optional.empty());
    }
}

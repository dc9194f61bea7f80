package org.parley.engine.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.engine.journal.Journal;

/** Which lane a key goes to, and how long a lane waits. */
final class OrderLanesTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 9", "2, 2", "42, 14", "-1, 6", "-5808556873153909620, 3"})
    void theLaneOfAKeyNeverChanges(long key, int lane) {
        assertThat(OrderLanes.of(key)).isEqualTo(lane);
    }

    @Test
    void keysSpreadEvenly() {
        Map<Integer, Integer> used = new HashMap<>();
        for (long key = 0; key < 16_000; key++) {
            used.merge(OrderLanes.of(key), 1, Integer::sum);
        }
        assertThat(used).hasSize(Journal.LANES);
        assertThat(used.values()).allMatch(many -> many > 800 && many < 1_200);
    }

    @Test
    void journalLanesAreSharedOutAmongConnections() {
        assertThat(OrderLanes.at(0, 4)).isZero();
        assertThat(OrderLanes.at(7, 4)).isEqualTo(3);
        assertThat(OrderLanes.at(15, 1)).isZero();
    }

    @Test
    void aBarrierIsOpenWhenEveryLaneItNamesHasArrivedAndNotBefore() {
        Barrier barrier = new Barrier(0b1101);
        assertThat(barrier.lanes()).isEqualTo(0b1101);
        assertThat(barrier.arrive(0)).isFalse();
        assertThat(barrier.arrive(1)).as("not concerned").isFalse();
        assertThat(barrier.arrive(3)).isFalse();
        assertThat(barrier.arrive(3)).isFalse();
        assertThat(barrier.arrive(2)).isTrue();
    }

    @Test
    void waitsDoubleFromTheFirstToTheMostGiveOrTakeAQuarter() {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));
        SplittableRandom random = new SplittableRandom(1);
        long[] millis = {200, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000};
        for (int failures = 0; failures < 60; failures++) {
            long expected = millis[Math.min(failures, millis.length - 1)] * 1_000_000;
            long shortest = Long.MAX_VALUE;
            long longest = 0;
            for (int i = 0; i < 200; i++) {
                long nanos = backoff.nanos(failures, random);
                shortest = Math.min(shortest, nanos);
                longest = Math.max(longest, nanos);
            }
            assertThat(shortest).isBetween(expected * 3 / 4, expected * 4 / 5);
            assertThat(longest).isBetween(expected * 6 / 5, expected * 5 / 4 + 1);
        }
    }
}

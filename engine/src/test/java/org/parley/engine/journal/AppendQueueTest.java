package org.parley.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AppendQueueTest {
    private static final long LONG = Duration.ofSeconds(20).toNanos();

    /** Another took the tickets out of the queue and could not write all of them. */
    @Test
    void whoeverHurriedBeforeTheCommitterFellAsleepKeepsItAwake() {
        AppendQueue queue = new AppendQueue(1);
        queue.hurry();
        long start = System.nanoTime();
        queue.awaitWork(LONG, () -> false);
        assertThat(System.nanoTime() - start).isLessThan(LONG / 2);
    }

    @Test
    void oneHurryKeepsItAwakeOnce() {
        AppendQueue queue = new AppendQueue(1);
        queue.hurry();
        queue.beginRound();
        long most = Duration.ofMillis(50).toNanos();
        long start = System.nanoTime();
        queue.awaitWork(most, () -> false);
        assertThat(System.nanoTime() - start).isGreaterThan(most / 2);
    }
}

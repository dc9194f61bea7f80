package org.parley.testkit.journal;

import java.time.Instant;
import org.parley.engine.clock.Clock;

/** A clock that a test moves. One thread. */
final class StillClock implements Clock {
    private Instant now = Instant.parse("2026-03-29T00:59:00Z");
    private long nanos;

    void advance(long seconds) {
        now = now.plusSeconds(seconds);
        nanos += seconds * 1_000_000_000L;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanoTime() {
        return nanos++;
    }
}

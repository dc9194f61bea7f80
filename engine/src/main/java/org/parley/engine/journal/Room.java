package org.parley.engine.journal;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.wire.problem.Problem;

/** Whether there is room for new messages; looks again by itself, so that it resumes unaided. */
final class Room {
    /** How long an answer holds, nanoseconds. */
    private static final long HOLDS_NANOS = 100_000_000;

    private final Disk disk;
    private final JournalSettings settings;
    private final Clock clock;
    private final SegmentMaker maker;
    private final LongSupplier used;
    private final Runnable retry;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long lookedAt;
    private volatile @Nullable Problem refusal;

    /**
     * @param used bytes that the journal holds
     * @param retry run when room is short, to try again to make a segment
     */
    Room(
            Disk disk,
            JournalSettings settings,
            Clock clock,
            SegmentMaker maker,
            LongSupplier used,
            Runnable retry) {
        this.disk = disk;
        this.settings = settings;
        this.clock = clock;
        this.maker = maker;
        this.used = used;
        this.retry = retry;
        look();
    }

    /** Why new messages are refused, or null. */
    @Nullable Problem refusal() {
        if (clock.nanoTime() - lookedAt >= HOLDS_NANOS && looking.tryLock()) {
            try {
                look();
            } finally {
                looking.unlock();
            }
        }
        return refusal;
    }

    private void look() {
        lookedAt = clock.nanoTime();
        Problem found = judge();
        if (found != null) {
            retry.run();
            found = judge();
        }
        refusal = found;
    }

    private @Nullable Problem judge() {
        try {
            long free = free();
            return free < settings.reserveBytes() || maker.trouble() != null
                    ? JournalProblems.full(disk.place(), free, settings.reserveBytes())
                    : null;
        } catch (IOException e) {
            return JournalProblems.noRoom(disk.place(), "free space cannot be read");
        }
    }

    /** Bytes that can still be written, those of segments made ahead included. */
    private long free() throws IOException {
        long left = Math.min(disk.freeBytes(), settings.budgetBytes() - used.getAsLong());
        return Math.max(0, left) + maker.bytes();
    }

    /** Looks again at the next question. */
    void lookAgain() {
        lookedAt = clock.nanoTime() - HOLDS_NANOS;
    }
}

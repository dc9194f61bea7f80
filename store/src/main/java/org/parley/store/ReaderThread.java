package org.parley.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;

/** Runs a reader on a thread of its own until it is closed. */
public final class ReaderThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReaderThread.class.getName());
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Reader reader;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Object progress = new Object();
    private volatile @Nullable RuntimeException failure;
    private final Thread thread;

    private ReaderThread(Reader reader, Clock clock, ThreadFactory threads) {
        this.reader = reader;
        this.clock = clock;
        this.thread = threads.newThread(this::run);
    }

    /** Starts reading. */
    public static ReaderThread start(Reader reader, Clock clock, ThreadFactory threads) {
        ReaderThread started = new ReaderThread(reader, clock, threads);
        started.thread.start();
        return started;
    }

    private void run() {
        Duration wait = FIRST_WAIT;
        try (reader) {
            while (stopping.getCount() > 0) {
                try {
                    if (!reader.step()) {
                        reader.await(LOOK);
                    }
                    tell();
                    wait = FIRST_WAIT;
                } catch (StoreTrouble trouble) {
                    if (!trouble.passing()) {
                        throw trouble;
                    }
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "A reader waits for its database. reader={0} seconds={1} problem={2}",
                            reader.name(),
                            wait.toSeconds(),
                            trouble.problem());
                    pause(wait);
                    wait = wait.multipliedBy(2);
                    wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
                }
            }
        } catch (Throwable stopped) {
            failure =
                    stopped instanceof RuntimeException bug
                            ? bug
                            : new IllegalStateException(stopped);
            tell();
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A reader of the journal stopped; messages flow on, but its tables grow old."
                            + " A person must look. reader="
                            + reader.name()
                            + " position="
                            + reader.progress().position(),
                    stopped);
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        var _ = stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tell() {
        synchronized (progress) {
            progress.notifyAll();
        }
    }

    /** Waits until everything before this position is in the tables; false when it takes longer. */
    public boolean reach(long position, Duration atMost) {
        long until = clock.nanoTime() + atMost.toNanos();
        synchronized (progress) {
            while (reader.progress().position() < position && failure == null) {
                long left = (until - clock.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    progress.wait(Math.min(left, 100));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return failure == null;
    }

    public Progress progress() {
        return reader.progress();
    }

    /** Why it reads no more, if so. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Lets the batch at hand end. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(CLOSING)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A reader did not stop in time; what it has not committed is read again."
                                + " reader={0}",
                        reader.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

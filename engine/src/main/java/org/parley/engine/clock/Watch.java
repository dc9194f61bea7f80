package org.parley.engine.clock;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks at its members again and again, on one thread of its own, so that a wait on a socket can be
 * ended when its time is up. Cheaper than a timed read for each message: nothing is scheduled or
 * cancelled on the path of a message.
 *
 * <p>Members are looked at about once a {@code tick}; a deadline is met late by at most that much,
 * never early. Thread-safe.
 */
public final class Watch implements AutoCloseable {
    /** Fine enough for an answer's wait; costs next to nothing. */
    public static final Duration TICK = Duration.ofMillis(20);

    private static final System.Logger LOG = System.getLogger(Watch.class.getName());

    private final Clock clock;
    private final Duration tick;
    private final Set<Watched> members = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Something with a deadline. */
    @FunctionalInterface
    public interface Watched {
        /** Must not block and must not throw. */
        void look(long nanoTime);
    }

    public Watch(Clock clock, Duration tick) {
        this.clock = clock;
        this.tick = tick;
        Thread.ofVirtual().name("watch").start(this::run);
    }

    public void add(Watched member) {
        members.add(member);
    }

    public void remove(Watched member) {
        members.remove(member);
    }

    private void run() {
        try {
            while (!closed.await(tick.toNanos(), TimeUnit.NANOSECONDS)) {
                long now = clock.nanoTime();
                for (Watched member : members) {
                    look(member, now);
                }
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.ERROR, "The watch on deadlines was interrupted.", e);
        }
    }

    private static void look(Watched member, long now) {
        try {
            member.look(now);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A deadline could not be enforced.", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

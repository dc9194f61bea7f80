package org.parley.testkit.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Plays traffic to the systems that send it, at a pace. */
public final class Pump {
    private static final long NANOS = 1_000_000_000L;
    private static final long MAX_NAP_NANOS = 50_000_000L;

    private final Traffic traffic;
    private final Map<String, Sending> senders;
    private final Pace pace;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong played = new AtomicLong();
    private final AtomicLong unwanted = new AtomicLong();

    /**
     * @param senders by port; messages of other ports are left out and counted
     */
    public Pump(Traffic traffic, Map<String, Sending> senders, Pace pace) {
        this.traffic = traffic;
        this.senders = Map.copyOf(senders);
        this.pace = pace;
    }

    /** Plays until the time is over, so many messages are played, or there are no more. */
    public void run(Duration atMost, long messages) {
        long start = System.nanoTime();
        long end = atMost.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE : atMost.toNanos();
        Optional<Instant> first = Optional.empty();
        for (long n = 0; n < messages && !stopped.get(); ) {
            Optional<Outgoing> next = traffic.next();
            if (next.isEmpty()) {
                return;
            }
            Outgoing message = next.get();
            if (first.isEmpty()) {
                first = Optional.of(message.due());
            }
            Sending sender = senders.get(message.port());
            if (sender == null) {
                unwanted.incrementAndGet();
                continue;
            }
            if (!waitUntil(start, dueNanos(n, first.get(), message), end)) {
                return;
            }
            sender.offer(message);
            n++;
            played.incrementAndGet();
        }
    }

    /** Ends {@link #run} from another thread. */
    public void stop() {
        stopped.set(true);
    }

    /** How many messages were handed to senders. */
    public long played() {
        return played.get();
    }

    /** How many messages belonged to no sender. */
    public long unwanted() {
        return unwanted.get();
    }

    private long dueNanos(long n, Instant first, Outgoing message) {
        return switch (pace) {
            case Pace.AtRate(double perSecond) -> (long) (n * (NANOS / perSecond));
            case Pace.SpeedUp(double factor) ->
                    (long) (Duration.between(first, message.due()).toNanos() / factor);
            case Pace.FlatOut() -> 0;
        };
    }

    private boolean waitUntil(long start, long due, long end) {
        while (true) {
            long now = System.nanoTime() - start;
            if (now >= end || stopped.get()) {
                return false;
            }
            if (now >= due) {
                return true;
            }
            LockSupport.parkNanos(Math.min(Math.min(due - now, end - now), MAX_NAP_NANOS));
        }
    }
}

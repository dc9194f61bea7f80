package org.parley.testkit.trust;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A system that sends over MLLP: one message in flight a connection, the same bytes again until it
 * is told yes or no. Order per patient is kept; a message about two patients waits until what went
 * before on their connections is answered, and holds what comes after.
 */
public final class SimulatedSender implements Sending {
    private static final long LOOK_AGAIN_NANOS = 50_000;

    private final Ledger ledger;
    private final List<SenderLine> lines = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private volatile boolean closed;
    private int turn;

    /**
     * Connects at once, and again whenever the connection is lost.
     *
     * @param port {@code pas.adt}; for names of threads
     */
    public SimulatedSender(
            String port, InetSocketAddress engine, SenderSettings settings, Ledger ledger) {
        this.ledger = ledger;
        for (int i = 0; i < settings.connections(); i++) {
            lines.add(
                    new SenderLine(
                            port + " line " + i,
                            engine,
                            settings,
                            this::told,
                            again::incrementAndGet,
                            ledger));
        }
    }

    @Override
    public void offer(Outgoing message) {
        ledger.sending(message);
        SenderLine first = line(message.key());
        if (message.otherKey().isPresent()) {
            SenderLine other = line(message.otherKey().get());
            waitFor(first);
            waitFor(other);
            first.offer(message);
            waitFor(first);
        } else {
            first.offer(message);
        }
    }

    @Override
    public boolean drain(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        for (SenderLine line : lines) {
            while (!line.idle()) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
        return true;
    }

    /** How long yes and no took, from the first byte of the attempt that was answered. */
    public Latencies latencies() {
        return latencies;
    }

    /** Messages told yes. */
    public long accepted() {
        return accepted.get();
    }

    /** Messages told no. */
    public long refused() {
        return refused.get();
    }

    /** Attempts that got no answer. */
    public long unanswered() {
        return again.get();
    }

    @Override
    public void close() {
        closed = true;
        lines.forEach(SenderLine::close);
    }

    private void told(Outgoing message, Told told, long nanos) {
        latencies.note(nanos);
        (told == Told.ACCEPTED ? accepted : refused).incrementAndGet();
        ledger.told(message.controlId(), told);
    }

    private SenderLine line(String key) {
        if (key.isEmpty()) {
            turn = (turn + 1) % lines.size();
            return lines.get(turn);
        }
        return lines.get((int) Math.floorMod(Hash.of(key), (long) lines.size()));
    }

    private void waitFor(SenderLine line) {
        while (!line.idle() && !closed) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}

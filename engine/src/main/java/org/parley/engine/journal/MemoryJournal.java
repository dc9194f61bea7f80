package org.parley.engine.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * A journal that lives as long as its process: for trying a configuration on test messages in
 * simulated time. Everything counts as durable at once. Never used for real messages.
 */
public final class MemoryJournal implements Journal {
    /** Entries it takes; a test that needs more is not a test of a configuration. */
    static final int MAX_ENTRIES = 5_000_000;

    private final Clock clock;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Long> committed = new HashMap<>();
    private long first;
    private boolean closed;

    public MemoryJournal(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Appended append(int lane, byte[] headers, Body body, Purpose purpose) {
        if (closed || entries.size() == MAX_ENTRIES) {
            throw new JournalUnavailable(
                    new Problem(
                            "PAR-2090",
                            Culprit.CAPACITY,
                            closed ? "The journal is closed." : "The journal in memory is full.",
                            "Start again."));
        }
        long position = first + entries.size();
        entries.add(new Entry(position, lane, clock.now(), headers.clone(), bytes(body)));
        notifyAll();
        return () -> position;
    }

    private static byte[] bytes(Body body) {
        return switch (body) {
            case Body.Bytes b -> Arrays.copyOfRange(b.array(), b.offset(), b.offset() + b.size());
            case Body.Spooled spooled -> {
                try {
                    yield Files.readAllBytes(spooled.file());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    public Cursor read(long from) {
        return new MemoryCursor(from);
    }

    private final class MemoryCursor implements Cursor {
        private long next;

        MemoryCursor(long from) {
            this.next = from;
        }

        @Override
        public @Nullable Entry poll() {
            synchronized (MemoryJournal.this) {
                next = Math.max(next, first);
                if (next >= end()) {
                    return null;
                }
                return entries.get((int) (next++ - first));
            }
        }

        @Override
        public boolean await(Duration atMost) {
            synchronized (MemoryJournal.this) {
                long until = clock.nanoTime() + atMost.toNanos();
                while (Math.max(next, first) >= end()) {
                    long millis = (until - clock.nanoTime()) / 1_000_000;
                    if (millis <= 0) {
                        return false;
                    }
                    try {
                        MemoryJournal.this.wait(millis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                }
                return true;
            }
        }

        @Override
        public void close() {}
    }

    @Override
    public synchronized Optional<Entry> entry(long position) {
        return position < first || position >= end()
                ? Optional.empty()
                : Optional.of(entries.get((int) (position - first)));
    }

    @Override
    public synchronized long first() {
        return first;
    }

    @Override
    public synchronized long end() {
        return first + entries.size();
    }

    @Override
    public synchronized void commit(String reader, long position) {
        committed.put(reader, position);
    }

    @Override
    public synchronized Map<String, Long> committed() {
        return Map.copyOf(committed);
    }

    @Override
    public synchronized long trim(Instant before, long needed) {
        int gone = 0;
        while (gone < entries.size()
                && first + gone < needed
                && entries.get(gone).time().isBefore(before)) {
            gone++;
        }
        entries.subList(0, gone).clear();
        first += gone;
        return first;
    }

    @Override
    public JournalHealth health() {
        return new JournalHealth(Duration.ZERO, 0, Long.MAX_VALUE, Optional.empty());
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}

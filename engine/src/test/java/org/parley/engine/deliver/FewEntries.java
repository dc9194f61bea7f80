package org.parley.engine.deliver;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.journal.Appended;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.JournalDamaged;
import org.parley.engine.journal.JournalHealth;

/** A journal of a few entries to be read one by one; some reads fail. */
public final class FewEntries implements Journal {
    private final Map<Long, Entry> entries = new HashMap<>();

    /** So many reads from now on find damage. */
    public int damagedReads;

    public int reads;

    public void put(Entry entry) {
        entries.put(entry.position(), entry);
    }

    @Override
    public Optional<Entry> entry(long position) {
        reads++;
        if (damagedReads > 0) {
            damagedReads--;
            throw new JournalDamaged(LaneHarness.NO);
        }
        return Optional.ofNullable(entries.get(position));
    }

    @Override
    public Appended append(int lane, byte[] headers, Body body, Purpose purpose) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cursor read(long from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long first() {
        return 0;
    }

    @Override
    public long end() {
        return Long.MAX_VALUE;
    }

    @Override
    public void commit(String reader, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Long> committed() {
        return Map.of();
    }

    @Override
    public long trim(Instant before, long needed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JournalHealth health() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}

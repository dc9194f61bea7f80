package org.parley.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.journal.Appended;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.JournalHealth;

/** A journal that outlives the engine that closes it, as a folder on disk does. */
record KeptJournal(Journal journal) implements Journal {
    @Override
    public Appended append(int lane, byte[] headers, Body body, Purpose purpose) {
        return journal.append(lane, headers, body, purpose);
    }

    @Override
    public Cursor read(long from) {
        return journal.read(from);
    }

    @Override
    public Optional<Entry> entry(long position) {
        return journal.entry(position);
    }

    @Override
    public long first() {
        return journal.first();
    }

    @Override
    public long end() {
        return journal.end();
    }

    @Override
    public void commit(String reader, long position) {
        journal.commit(reader, position);
    }

    @Override
    public Map<String, Long> committed() {
        return journal.committed();
    }

    @Override
    public long trim(Instant before, long needed) {
        return journal.trim(before, needed);
    }

    @Override
    public JournalHealth health() {
        return journal.health();
    }

    @Override
    public void close() {}
}

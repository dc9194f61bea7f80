package org.parley.engine.journal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** How far each reader has come, and which of that is still to be written. Thread-safe. */
final class ReaderPositions {
    /** Most readers of one journal. */
    static final int READERS = 1024;

    /** Longest name of a reader, bytes of UTF-8. */
    static final int NAME_BYTES = 200;

    private final Map<String, Long> current;
    private Map<String, Long> unwritten = new HashMap<>();

    ReaderPositions(Map<String, Long> recovered) {
        current = new HashMap<>(recovered);
    }

    synchronized void commit(String reader, long position) {
        if (!Long.valueOf(position).equals(current.get(reader))) {
            if (!current.containsKey(reader)) {
                checkNew(reader);
            }
            current.put(reader, position);
            unwritten.put(reader, position);
        }
    }

    private void checkNew(String reader) {
        int length = reader.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > NAME_BYTES) {
            throw new IllegalArgumentException("a reader's name has 1 to 200 bytes");
        }
        if (current.size() >= READERS) {
            throw new IllegalArgumentException("a journal has at most 1024 readers");
        }
    }

    synchronized Map<String, Long> all() {
        return Map.copyOf(current);
    }

    synchronized boolean hasUnwritten() {
        return !unwritten.isEmpty();
    }

    /** What the next batch is to hold. */
    synchronized Map<String, Long> take(boolean all) {
        Map<String, Long> taken = all ? Map.copyOf(current) : unwritten;
        unwritten = new HashMap<>();
        return taken;
    }

    /** What was taken could not be written. */
    synchronized void putBack(Map<String, Long> taken) {
        taken.keySet().forEach(name -> unwritten.put(name, current.getOrDefault(name, 0L)));
    }

    /** Bytes of the records of these positions. */
    static long recordBytes(Map<String, Long> positions) {
        long sum = 0;
        for (String name : positions.keySet()) {
            sum += Layout.RECORD_HEADER + name.getBytes(StandardCharsets.UTF_8).length + 8L;
        }
        return sum;
    }
}

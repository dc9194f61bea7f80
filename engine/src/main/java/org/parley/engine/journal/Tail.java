package org.parley.engine.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest batches in memory, for cursors near the head. One publishes, many read. A batch that
 * drops out is cut off from the next, so that a reader that stands still holds no memory.
 */
final class Tail {
    private final long limit;
    private final ConcurrentSkipListMap<Long, Node> byFirst = new ConcurrentSkipListMap<>();
    private final Deque<Node> oldestFirst = new ArrayDeque<>();
    private long bytes;
    private @Nullable Node newest;

    /** One batch; its entries never change. */
    static final class Node {
        private final long first;
        private final long bytes;
        private volatile @Nullable List<Entry> entries;
        private volatile @Nullable Node next;

        Node(long first, List<Entry> entries, long bytes) {
            this.first = first;
            this.entries = entries;
            this.bytes = bytes;
        }

        long first() {
            return first;
        }

        /** Null when it dropped out. */
        @Nullable List<Entry> entries() {
            return entries;
        }

        /** Null when there is none yet or when this one dropped out. */
        @Nullable Node next() {
            return next;
        }
    }

    Tail(long limit) {
        this.limit = limit;
    }

    /** Adds a durable batch, which may leave a gap to the last one. */
    void publish(List<Entry> entries, long size) {
        if (entries.isEmpty() || size > limit) {
            return;
        }
        Node node = new Node(entries.getFirst().position(), entries, size);
        Node before = newest;
        byFirst.put(node.first, node);
        oldestFirst.addLast(node);
        newest = node;
        bytes += size;
        if (before != null && before.entries != null) {
            before.next = node;
        }
        while (bytes > limit) {
            Node oldest = oldestFirst.removeFirst();
            bytes -= oldest.bytes;
            byFirst.remove(oldest.first);
            oldest.entries = null;
            oldest.next = null;
        }
    }

    /** The batch that holds a position, or null. */
    @Nullable Node holding(long position) {
        Map.Entry<Long, Node> found = byFirst.floorEntry(position);
        if (found == null) {
            return null;
        }
        List<Entry> entries = found.getValue().entries();
        return entries != null && position < found.getValue().first + entries.size()
                ? found.getValue()
                : null;
    }
}

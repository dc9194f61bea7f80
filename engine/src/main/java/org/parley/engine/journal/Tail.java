package org.parley.engine.journal;

import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest batches in memory, for cursors near the head. One publishes, many read. Their bytes
 * lie in one array that is written round and round, so that the collector never has to move them;
 * whoever reads takes a copy and then looks whether the batch was still there. A batch that drops
 * out is cut off from the next, so that a reader that stands still holds no memory.
 */
final class Tail {
    private final byte[] ring;
    private final ConcurrentSkipListMap<Long, Node> byFirst = new ConcurrentSkipListMap<>();
    private final Deque<Node> oldestFirst = new ArrayDeque<>();
    private int head;
    private @Nullable Node newest;

    /** One batch; its entries never change while it is there. */
    static final class Node {
        private final byte[] ring;
        private final long first;
        private final Instant time;
        private final byte[] lanes;

        /** Where each entry's headers begin and its body begins; last, where all ends. */
        private final int[] places;

        private volatile boolean dropped;
        private volatile @Nullable Node next;

        private Node(byte[] ring, long first, Instant time, byte[] lanes, int[] places) {
            this.ring = ring;
            this.first = first;
            this.time = time;
            this.lanes = lanes;
            this.places = places;
        }

        long first() {
            return first;
        }

        /** How many entries it has. */
        int count() {
            return lanes.length;
        }

        /** A copy of an entry; null when the batch dropped out. */
        @Nullable Entry entry(int index) {
            if (dropped) {
                return null;
            }
            int body = places[2 * index + 1];
            byte[] headers = copy(places[2 * index], body);
            byte[] content = copy(body, places[2 * index + 2]);
            VarHandle.acquireFence();
            // what was copied while the next lap wrote over it is not handed out
            return dropped ? null : new Entry(first + index, lanes[index], time, headers, content);
        }

        private byte[] copy(int from, int end) {
            byte[] copy = new byte[end - from];
            System.arraycopy(ring, from, copy, 0, copy.length);
            return copy;
        }

        /** Null when there is none yet or when this one dropped out. */
        @Nullable Node next() {
            return next;
        }
    }

    /**
     * @param bytes what it may hold
     */
    Tail(long bytes) {
        ring = new byte[Math.toIntExact(bytes)];
    }

    /** Adds a durable batch, which may leave a gap to the last one. */
    void publish(List<Ticket> batch, Instant time) {
        long size = 0;
        for (Ticket ticket : batch) {
            size += ticket.recordBytes();
        }
        if (batch.isEmpty() || size > ring.length) {
            return;
        }
        makeRoom((int) size);
        Node node = write(batch, time);
        head += (int) size;
        Node before = newest;
        byFirst.put(node.first, node);
        oldestFirst.addLast(node);
        newest = node;
        if (before != null && !before.dropped) {
            before.next = node;
        }
    }

    /** Drops what lies where the next batch goes. */
    private void makeRoom(int size) {
        if (head + size > ring.length) {
            while (!oldestFirst.isEmpty() && oldestFirst.getFirst().places[0] >= head) {
                dropOldest();
            }
            head = 0;
        }
        while (!oldestFirst.isEmpty() && overlaps(oldestFirst.getFirst(), size)) {
            dropOldest();
        }
        VarHandle.fullFence();
    }

    private boolean overlaps(Node node, int size) {
        return node.places[0] < head + size && node.places[node.places.length - 1] > head;
    }

    private void dropOldest() {
        Node oldest = oldestFirst.removeFirst();
        byFirst.remove(oldest.first);
        oldest.dropped = true;
        oldest.next = null;
    }

    private Node write(List<Ticket> batch, Instant time) {
        byte[] lanes = new byte[batch.size()];
        int[] places = new int[2 * batch.size() + 1];
        int at = head;
        for (int i = 0; i < lanes.length; i++) {
            Ticket ticket = batch.get(i);
            Body.Bytes body = (Body.Bytes) ticket.body;
            lanes[i] = (byte) ticket.lane;
            places[2 * i] = at;
            System.arraycopy(ticket.headers, 0, ring, at, ticket.headers.length);
            at += ticket.headers.length;
            places[2 * i + 1] = at;
            System.arraycopy(body.array(), body.offset(), ring, at, body.size());
            at += body.size();
        }
        places[2 * lanes.length] = at;
        return new Node(ring, batch.getFirst().position, time, lanes, places);
    }

    /** The batch that holds a position, or null. */
    @Nullable Node holding(long position) {
        Map.Entry<Long, Node> found = byFirst.floorEntry(position);
        if (found == null) {
            return null;
        }
        Node node = found.getValue();
        return !node.dropped && position < node.first + node.count() ? node : null;
    }
}

package org.parley.engine.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few readers kept open between random reads. Thread-safe. */
final class IdleReaders {
    /** Read-ahead of a random read, bytes. */
    static final int WINDOW = 16 << 10;

    /** Most readers kept. */
    private static final int KEPT = 8;

    private final Deque<Held> kept = new ArrayDeque<>();
    private boolean closed;

    /**
     * A reader that nobody uses.
     *
     * @param packed whether it reads the packed file
     */
    record Held(Segment segment, boolean packed, RecordReader reader) {}

    /** One for this segment, or null. */
    synchronized @Nullable Held borrow(Segment segment) {
        Iterator<Held> all = kept.iterator();
        while (all.hasNext()) {
            Held held = all.next();
            if (held.segment().number() == segment.number()) {
                all.remove();
                return held;
            }
        }
        return null;
    }

    /** Takes one back; false when it is not wanted, because its file is on its way out. */
    synchronized boolean keep(Held held) {
        if (closed
                || kept.size() >= KEPT
                || held.segment().isGone()
                || held.packed() != held.segment().isPacked()) {
            return false;
        }
        kept.addFirst(held);
        return true;
    }

    /** All of a segment. */
    synchronized List<RecordReader> take(Segment segment) {
        List<RecordReader> taken = new ArrayList<>();
        for (Held held = borrow(segment); held != null; held = borrow(segment)) {
            taken.add(held.reader());
        }
        return taken;
    }

    /** All; none is kept from now on. */
    synchronized List<RecordReader> takeAll() {
        closed = true;
        List<RecordReader> taken = kept.stream().map(Held::reader).toList();
        kept.clear();
        return taken;
    }
}

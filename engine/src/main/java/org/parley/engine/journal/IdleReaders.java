package org.parley.engine.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few readers kept open between random reads. Thread-safe. */
final class IdleReaders {
    /** Read-ahead of a random read, bytes. */
    static final int WINDOW = 16 << 10;

    /** Most readers kept: for the lanes of a few destinations that catch up side by side. */
    private static final int KEPT = 32;

    private final Deque<Held> kept = new ArrayDeque<>();
    private boolean closed;

    /**
     * A reader that nobody uses.
     *
     * @param packed whether it reads the packed file
     */
    record Held(Segment segment, boolean packed, RecordReader reader) {}

    /**
     * The one for this segment that stands closest before a position and not before another. When
     * none does, null while there is room for one more; else the one of this segment that was not
     * used for longest, if there is one.
     */
    synchronized @Nullable Held borrow(Segment segment, long notBefore, long position) {
        Held closest = null;
        Held oldest = null;
        for (Held held : kept) {
            if (held.segment().number() == segment.number()) {
                oldest = held;
                long at = held.reader().position();
                if (at >= notBefore
                        && at <= position
                        && (closest == null || at > closest.reader().position())) {
                    closest = held;
                }
            }
        }
        Held best = closest != null || kept.size() < KEPT ? closest : oldest;
        if (best != null) {
            kept.remove(best);
        }
        return best;
    }

    /**
     * Takes one back.
     *
     * @return what is to be closed: the one that was not used for longest, or this one when its
     *     file is on its way out; null when nothing is
     */
    synchronized @Nullable Held keep(Held held) {
        if (closed || held.segment().isGone() || held.packed() != held.segment().isPacked()) {
            return held;
        }
        kept.addFirst(held);
        return kept.size() > KEPT ? kept.removeLast() : null;
    }

    /** All of a segment. */
    synchronized List<RecordReader> take(Segment segment) {
        List<RecordReader> taken = new ArrayList<>();
        for (Held held : List.copyOf(kept)) {
            if (held.segment().number() == segment.number()) {
                kept.remove(held);
                taken.add(held.reader());
            }
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

package org.parley.engine.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segments that hold entries, oldest first; the last one is being written. Thread-safe. */
final class Segments {
    private volatile List<Segment> all = List.of();

    List<Segment> all() {
        return all;
    }

    synchronized void add(Segment segment) {
        List<Segment> more = new ArrayList<>(all);
        more.add(segment);
        all = List.copyOf(more);
    }

    synchronized void remove(Segment segment) {
        List<Segment> fewer = new ArrayList<>(all);
        fewer.remove(segment);
        all = List.copyOf(fewer);
    }

    /** The segment that holds a position, or null when it was trimmed or nothing was written. */
    @Nullable Segment holding(long position) {
        List<Segment> list = all;
        int low = 0;
        int high = list.size() - 1;
        Segment found = null;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Segment segment = list.get(middle);
            if (segment.first() <= position) {
                found = segment;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return found;
    }

    /** One past a segment's last position; the largest long for the last one. */
    long endOf(Segment segment) {
        List<Segment> list = all;
        int next = list.indexOf(segment) + 1;
        return next > 0 && next < list.size() ? list.get(next).first() : Long.MAX_VALUE;
    }

    /** First position held; 0 when nothing was ever written. */
    long first() {
        List<Segment> list = all;
        return list.isEmpty() ? 0 : list.getFirst().first();
    }
}

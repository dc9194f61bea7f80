package org.parley.wire.hl7v2;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The segments of each name, so that the n-th is found at once in long messages. Immutable. */
final class Occurrences {
    private static final int[] NONE = {};

    private final Map<Integer, int[]> byName;

    Occurrences(SegmentIndex index) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < index.count(); i++) {
            counts.merge(index.name(i), 1, Integer::sum);
        }
        Map<Integer, int[]> all = new HashMap<>();
        for (int i = index.count() - 1; i >= 0; i--) {
            int left = counts.merge(index.name(i), -1, Integer::sum);
            all.computeIfAbsent(index.name(i), _ -> new int[left + 1])[left] = i;
        }
        byName = all;
    }

    /** The n-th (from 1) segment of that name in a range of segments, or -1. */
    int nth(int name, int occurrence, int from, int before) {
        int[] all = byName.getOrDefault(name, NONE);
        int first = Arrays.binarySearch(all, from);
        int wanted = (first < 0 ? -first - 1 : first) + occurrence - 1;
        return wanted < all.length && all[wanted] < before ? all[wanted] : -1;
    }
}

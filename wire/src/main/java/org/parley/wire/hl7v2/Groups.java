package org.parley.wire.hl7v2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which groups a message's segments make, walked once along its structure. Segments out of place
 * and Z segments stay in the group that is open. Seen from outside, immutable once made.
 */
final class Groups {
    private static final int[] NONE = {};

    /** What a walk found that the structure does not say. */
    interface Findings {
        /** A required part is not there. */
        void missing(Part.Group within, Part part);

        /** A segment is not expected there. */
        void unexpected(int segment);

        /** A segment is there. */
        void placed(int segment, Part.Leaf leaf);
    }

    private static final Findings IGNORED =
            new Findings() {
                @Override
                public void missing(Part.Group within, Part part) {}

                @Override
                public void unexpected(int segment) {}

                @Override
                public void placed(int segment, Part.Leaf leaf) {}
            };

    /** A group that is open while walking. */
    private static final class Frame {
        final Part.Group group;
        final int number;
        int at = -1;
        long seen;

        Frame(Part.Group group, int number) {
            this.group = group;
            this.number = number;
        }
    }

    private final SegmentIndex index;
    private final Findings findings;
    private final List<Frame> open = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int[] from = new int[16];
    private int[] before = new int[16];
    private @Nullable Map<String, int[]> byName;

    private Groups(SegmentIndex index, Findings findings) {
        this.index = index;
        this.findings = findings;
    }

    /** The groups of a message; none when its structure is not known. */
    static Groups of(Message message) {
        return walk(message, Structures.standard().grammar(message), IGNORED);
    }

    static Groups walk(Message message, Part.@Nullable Group grammar, Findings findings) {
        Groups groups = new Groups(message.index(), findings);
        if (grammar != null) {
            groups.open(grammar, 0);
            for (int segment = 0; segment < message.segments(); segment++) {
                groups.take(segment);
            }
            groups.closeTo(0, message.segments());
        }
        return groups;
    }

    private void take(int segment) {
        int name = index.name(segment);
        if (name >> 16 == 'Z') {
            return;
        }
        if (!place(segment, name, false) && !place(segment, name, true)) {
            findings.unexpected(segment);
        }
    }

    /** Innermost group first: further on in it, or the same again; leniently in a second try. */
    private boolean place(int segment, int name, boolean leniently) {
        for (int depth = open.size() - 1; depth >= 0; depth--) {
            Frame frame = open.get(depth);
            int child = forward(frame, name, leniently);
            if (child >= 0) {
                closeTo(depth + 1, segment);
                enter(frame, child, segment, name, leniently);
                return true;
            }
            if (depth > 0 && again(frame.group, name, leniently)) {
                closeTo(depth, segment);
                Frame next = open(frame.group, segment);
                enter(next, child(next.group, name, leniently), segment, name, leniently);
                return true;
            }
        }
        return false;
    }

    private static int forward(Frame frame, int name, boolean leniently) {
        List<Part> parts = frame.group.parts();
        for (int i = Math.max(0, frame.at); i < parts.size(); i++) {
            boolean fits =
                    switch (parts.get(i)) {
                        case Part.Leaf leaf ->
                                leaf.names().contains(name) && (i > frame.at || leaf.repeats());
                        case Part.Group group ->
                                i > frame.at
                                        && (leniently ? group.holds() : group.starts())
                                                .containsKey(name);
                    };
            if (fits) {
                return i;
            }
        }
        return -1;
    }

    private static boolean again(Part.Group group, int name, boolean leniently) {
        return group.repeats()
                && (leniently
                        ? group.firm().getOrDefault(name, false)
                        : group.starts().containsKey(name));
    }

    private static int child(Part.Group group, int name, boolean leniently) {
        Integer child = leniently ? group.holds().get(name) : group.starts().get(name);
        if (child == null) {
            throw new IllegalStateException("group " + group.name() + " lacks what it holds");
        }
        return child;
    }

    private void enter(Frame frame, int child, int segment, int name, boolean leniently) {
        frame.at = child;
        frame.seen |= 1L << child;
        switch (frame.group.parts().get(child)) {
            case Part.Leaf leaf -> findings.placed(segment, leaf);
            case Part.Group group -> {
                Frame inner = open(group, segment);
                enter(inner, child(group, name, leniently), segment, name, leniently);
            }
        }
    }

    private Frame open(Part.Group group, int segment) {
        int number = names.size();
        if (number == from.length) {
            from = Arrays.copyOf(from, number * 2);
            before = Arrays.copyOf(before, number * 2);
        }
        names.add(group.name());
        from[number] = segment;
        Frame frame = new Frame(group, number);
        open.add(frame);
        return frame;
    }

    private void closeTo(int depth, int segment) {
        while (open.size() > depth) {
            Frame frame = open.removeLast();
            before[frame.number] = segment;
            List<Part> parts = frame.group.parts();
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).required() && (frame.seen & 1L << i) == 0) {
                    findings.missing(frame.group, parts.get(i));
                }
            }
        }
    }

    /** The groups by name; sorted when first asked for. */
    private Map<String, int[]> byName() {
        Map<String, int[]> known = byName;
        if (known == null) {
            known = sorted();
            byName = known;
        }
        return known;
    }

    private Map<String, int[]> sorted() {
        Map<String, List<Integer>> numbers = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            numbers.computeIfAbsent(names.get(i), _ -> new ArrayList<>()).add(i);
        }
        Map<String, int[]> sorted = new HashMap<>();
        numbers.forEach((name, all) ->
                sorted.put(name, all.stream().mapToInt(Integer::intValue).toArray()));
        return sorted;
    }

    /** The groups of that name in a range of segments, by number; all of them or only the n-th. */
    int[] within(String name, int occurrence, int first, int end) {
        int[] all = byName().getOrDefault(name, NONE);
        int low = 0;
        int high = all.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (from[all[middle]] < first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (occurrence > 0) {
            long wanted = (long) low + occurrence - 1;
            boolean there = wanted < all.length && from[all[(int) wanted]] < end;
            return there ? new int[] {all[(int) wanted]} : NONE;
        }
        int stop = low;
        while (stop < all.length && from[all[stop]] < end) {
            stop++;
        }
        return Arrays.copyOfRange(all, low, stop);
    }

    int count() {
        return names.size();
    }

    String name(int group) {
        return names.get(group);
    }

    int from(int group) {
        return from[group];
    }

    int before(int group) {
        return before[group];
    }
}

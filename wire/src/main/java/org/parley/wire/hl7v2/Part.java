package org.parley.wire.hl7v2;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A part of a message structure: a segment, or a group of parts. Immutable. */
sealed interface Part {
    /** True when a structure without it is incomplete. */
    boolean required();

    /** True when there may be several. */
    boolean repeats();

    /** The version before which it is not of the standard, such as 250; 0 for always. */
    int since();

    /**
     * A segment.
     *
     * @param names packed names; several for a choice
     */
    record Leaf(List<Integer> names, boolean required, boolean repeats, int since) implements Part {
        public Leaf {
            names = List.copyOf(names);
        }
    }

    /** A group; {@code starts} and {@code holds} say in which child a segment begins or is. */
    record Group(
            String name,
            List<Part> parts,
            boolean required,
            boolean repeats,
            int since,
            Map<Integer, Integer> starts,
            Map<Integer, Integer> holds,
            Map<Integer, Boolean> firm)
            implements Part {

        /** Most parts of one group. */
        static final int MAX_PARTS = 64;

        static Group of(
                String name, List<Part> parts, boolean required, boolean repeats, int since) {
            if (parts.size() > MAX_PARTS) {
                throw new IllegalArgumentException(name + " has more than " + MAX_PARTS + " parts");
            }
            Map<Integer, Integer> starts = new HashMap<>();
            Map<Integer, Integer> holds = new HashMap<>();
            Map<Integer, Boolean> firm = new HashMap<>();
            boolean open = true;
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                int child = i;
                for (int segment : segments(part)) {
                    holds.putIfAbsent(segment, child);
                    firm.putIfAbsent(segment, firm(part, segment));
                    if (open && begins(part, segment)) {
                        starts.putIfAbsent(segment, child);
                    }
                }
                open &= !part.required();
            }
            return new Group(
                    name,
                    List.copyOf(parts),
                    required,
                    repeats,
                    since,
                    Collections.unmodifiableMap(starts),
                    Collections.unmodifiableMap(holds),
                    Collections.unmodifiableMap(firm));
        }

        private static Iterable<Integer> segments(Part part) {
            return switch (part) {
                case Leaf leaf -> leaf.names();
                case Group group -> group.holds().keySet();
            };
        }

        private static boolean begins(Part part, int segment) {
            return switch (part) {
                case Leaf _ -> true;
                case Group group -> group.starts().containsKey(segment);
            };
        }

        /** True when the segment is required wherever its part is, so that one more means again. */
        private static boolean firm(Part part, int segment) {
            return switch (part) {
                case Leaf leaf -> leaf.required();
                case Group group -> group.firm().getOrDefault(segment, false);
            };
        }
    }
}

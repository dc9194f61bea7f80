package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Site;
import org.parley.wire.hl7v2.Outline;

/**
 * A compiled message table: what a message of one structure becomes. Immutable.
 *
 * @param structure its name
 * @param root the message's own rows and groups
 * @param rest rows for each segment that no other row read
 */
record MessagePlan(String structure, Group root, List<Row> rest) {
    MessagePlan {
        rest = List.copyOf(rest);
    }

    /** A group of segments: rows and groups within, in the order of the table. */
    record Group(String name, List<Item> items) implements Item {
        public Group {
            items = List.copyOf(items);
        }
    }

    /** What is done for a group. */
    sealed interface Item permits Group, Row {}

    /**
     * A segment becomes a resource, or part of one.
     *
     * @param site where the row stands
     * @param segment the segment's name, packed
     * @param rules of the segment table
     * @param type of the resource
     * @param name a number that stands for the resource's name in the table
     * @param each whether each segment makes a new one
     * @param depths how many groups around those in which a resource of that name is looked for,
     *     the innermost first
     * @param goesOn whether a segment like the one before it goes on with the same text
     * @param groups how many groups it is in
     */
    record Row(
            Site site,
            int segment,
            Rules rules,
            String type,
            int name,
            boolean each,
            List<Integer> depths,
            boolean goesOn,
            int groups,
            When when,
            List<Refers> refers)
            implements Item {
        public Row {
            depths = List.copyOf(depths);
            refers = List.copyOf(refers);
        }
    }

    /**
     * A reference to other resources of the message.
     *
     * @param name the name of those meant
     * @param depths how many groups around those in which they are looked for, the innermost first
     */
    record Refers(Slot slot, int name, List<Integer> depths) {
        public Refers {
            depths = List.copyOf(depths);
        }

        /** True when all of that name are meant, not the nearest alone. */
        boolean all() {
            return slot.repeats();
        }

        /** True when it shares an element with rows of its segment table. */
        boolean labelled() {
            return slot.labelled();
        }
    }

    private static final int PATIENT = Place.packed("PID");

    /** One walk over one message. */
    static final class Walk {
        private final Run run;
        private final Outline outline;
        private final List<Extent> around = new ArrayList<>();
        private final IdentityHashMap<Row, GoingOn> goingOn = new IdentityHashMap<>();
        private final BitSet read = new BitSet();

        Walk(Run run) {
            this.run = run;
            this.outline = run.places().outline();
        }

        void message(MessagePlan plan) {
            group(plan.root(), 0, plan.rest());
        }

        private void group(Group plan, int group, List<Row> rest) {
            Extent extent = new Extent(run.resources().size());
            around.add(extent);
            for (Item item : plan.items()) {
                switch (item) {
                    case Row row -> segments(row, group);
                    case Group inner -> groups(inner, group);
                }
            }
            for (Row row : rest) {
                rest(row);
            }
            around.removeLast();
            extent.end = run.resources().size();
        }

        private void rest(Row row) {
            int segments = run.places().message().segments();
            for (int i = read.nextClearBit(0); i < segments; i = read.nextClearBit(i + 1)) {
                segment(row, i);
            }
        }

        private void groups(Group plan, int parent) {
            int before = outline.before(parent);
            for (int g = parent + 1; g < outline.groups() && outline.from(g) < before; g++) {
                if (outline.parent(g) == parent && outline.name(g).equals(plan.name())) {
                    group(plan, g, List.of());
                }
            }
        }

        private void segments(Row row, int group) {
            int[] all = run.places().all(row.segment());
            int at = java.util.Arrays.binarySearch(all, outline.from(group));
            int before = outline.before(group);
            for (int i = at < 0 ? -at - 1 : at; i < all.length && all[i] < before; i++) {
                if (outline.innermost(all[i]) == group) {
                    segment(row, all[i]);
                    if (row.segment() == PATIENT && !row.each()) {
                        return; // a second one is about somebody else
                    }
                }
            }
        }

        private void segment(Row row, int segment) {
            run.places().at(segment);
            if (!row.when().holds(run.places())) {
                return;
            }
            read.set(segment);
            Resource resource = row.each() ? null : latest(row);
            if (row.goesOn() && goesOn(row, segment, resource)) {
                return;
            }
            if (resource == null) {
                resource = run.resource(row.type(), row.name());
            }
            run.account().fired(row.site());
            run.nextScope();
            run.current(resource);
            row.rules().apply(run, resource.root(), run.places().present(segment));
            run.current(null);
            if (row.goesOn()) {
                goingOn.put(row, new GoingOn(resource, segment, run.scope()));
            }
            for (Refers refers : row.refers()) {
                resource.refers(refers, around(refers.depths()), run.scope());
            }
        }

        private List<Extent> around(List<Integer> depths) {
            if (depths.size() == 1) {
                return List.of(around.get(depths.getFirst()));
            }
            List<Extent> found = new ArrayList<>(depths.size());
            for (int i = 0; i < depths.size(); i++) {
                found.add(around.get(depths.get(i)));
            }
            return found;
        }

        private boolean goesOn(Row row, int segment, @Nullable Resource at) {
            GoingOn before = goingOn.get(row);
            int from = around.get(Math.max(0, row.groups() - 1)).from;
            if (before == null || !before.with(run, row, segment, at, from)) {
                return false;
            }
            around.getLast().goingOn = before.resource();
            goingOn.put(row, new GoingOn(before.resource(), segment, before.scope()));
            return true;
        }

        private @Nullable Resource latest(Row row) {
            for (int i = 0; i < row.depths().size(); i++) {
                Extent extent = around.get(row.depths().get(i));
                Resource found = run.latest(row.name(), extent.from);
                if (found != null) {
                    return found;
                }
                Resource other = extent.goingOn;
                if (other != null && other.name() == row.name()) {
                    return other;
                }
            }
            return null;
        }
    }

    /** The resources made within one occurrence of a group, by number. */
    static final class Extent {
        final int from;
        int end = Integer.MAX_VALUE;
        @Nullable Resource goingOn;

        Extent(int from) {
            this.from = from;
        }
    }
}

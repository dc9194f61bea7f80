package org.parley.engine.map.fhir;

import java.util.Arrays;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Outline;

/** Tells what stands in other occurrences of a message's groups: what is another order's. */
final class Surroundings {
    static final int NOWHERE = -1;

    private final Outline outline;

    /** Where the first of the occurrences one behind the other begins that a group is among. */
    private final int[] from;

    /** The segment after the last of them. */
    private final int[] before;

    Surroundings(Message message) {
        outline = Outline.of(message);
        int groups = outline.groups();
        from = new int[groups];
        before = new int[groups];
        int[] latest = new int[groups];
        for (int g = 1; g < groups; g++) {
            int last = latest[outline.parent(g)];
            latest[outline.parent(g)] = g;
            from[g] = last > 0 && alike(last, g) ? from[last] : outline.from(g);
        }
        Arrays.fill(latest, 0);
        for (int g = groups - 1; g > 0; g--) {
            int next = latest[outline.parent(g)];
            latest[outline.parent(g)] = g;
            before[g] = next > 0 && alike(next, g) ? before[next] : outline.before(g);
        }
    }

    Outline outline() {
        return outline;
    }

    private boolean alike(int one, int other) {
        return outline.name(one).equals(outline.name(other));
    }

    /**
     * The group around the other segment that is another occurrence of one around this segment;
     * {@link #NOWHERE} when there is none.
     */
    int apart(int segment, int other) {
        int here = outline.innermost(segment);
        int there = outline.innermost(other);
        int inner = NOWHERE;
        int outer = NOWHERE;
        while (here != there) {
            if (here > there) {
                inner = here;
                here = outline.parent(here);
            } else {
                outer = there;
                there = outline.parent(there);
            }
        }
        boolean both = inner != NOWHERE && outer != NOWHERE;
        return both && alike(inner, outer) ? outer : NOWHERE;
    }

    /** The nearest of them above that is not apart, or else the first below; -1 for none. */
    int nearest(int segment, int[] all) {
        int above = before(all, segment + 1) - 1;
        for (int i = above; i >= 0; ) {
            int group = apart(segment, all[i]);
            if (group == NOWHERE) {
                return all[i];
            }
            i = before(all, from[group]) - 1;
        }
        for (int i = above + 1; i < all.length; ) {
            int group = apart(segment, all[i]);
            if (group == NOWHERE) {
                return all[i];
            }
            i = before(all, before[group]);
        }
        return -1;
    }

    /** How many of them are not apart. */
    int near(int segment, int[] all) {
        int near = 0;
        for (int i = 0; i < all.length; ) {
            int group = apart(segment, all[i]);
            near += group == NOWHERE ? 1 : 0;
            i = group == NOWHERE ? i + 1 : before(all, outline.before(group));
        }
        return near;
    }

    /** How many of them stand before a segment. */
    private static int before(int[] all, int segment) {
        int at = Arrays.binarySearch(all, segment);
        return at >= 0 ? at : -at - 1;
    }
}

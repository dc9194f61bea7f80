package org.parley.wire.hl7v2;

import java.util.Arrays;

/**
 * Which group each segment of a message stands in. Group 0 is the message itself; a group's number
 * is greater than that of the group around it. A message of an unknown structure has only group 0.
 */
public final class Outline {
    private final Groups groups;
    private final int count;
    private final int[] parent;
    private final int[] innermost;

    private Outline(Message message) {
        groups = message.groups();
        count = Math.max(1, groups.count());
        parent = new int[count];
        innermost = new int[message.segments()];
        for (int group = 1; group < groups.count(); group++) {
            parent[group] = innermost[groups.from(group)];
            Arrays.fill(innermost, groups.from(group), groups.before(group), group);
        }
    }

    /** The outline of a message. */
    public static Outline of(Message message) {
        return new Outline(message);
    }

    /** How many groups, the message itself included. */
    public int groups() {
        return count;
    }

    /** The group's name as the standard has it; the structure's name for group 0. */
    public String name(int group) {
        return groups.count() == 0 ? "" : groups.name(group);
    }

    /** The group around a group; 0 for group 0. */
    public int parent(int group) {
        return parent[group];
    }

    /** The first segment of a group. */
    public int from(int group) {
        return group == 0 ? 0 : groups.from(group);
    }

    /** The segment after the last one of a group. */
    public int before(int group) {
        return group == 0 ? innermost.length : groups.before(group);
    }

    /** The innermost group that a segment stands in. */
    public int innermost(int segment) {
        return innermost[segment];
    }
}

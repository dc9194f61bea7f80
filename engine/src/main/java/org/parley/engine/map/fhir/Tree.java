package org.parley.engine.map.fhir;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources being made, as nodes in flat arrays: few objects however large the message. A node
 * has an element, a parent's list that it stands in, and either a value (bytes that are JSON, or
 * ASCII bytes still to be quoted), a reference to a resource, or children.
 */
@SuppressWarnings("ReferenceEquality") // elements are compared by identity
final class Tree {
    static final int NONE = -1;

    private static final byte[] NOTHING = {};
    private static final @Nullable Element[] NO_ELEMENTS = {};
    private static final byte[][] NO_SOURCES = {};

    /** Most nodes of one message. */
    static final int MAX_NODES = 20_000_000;

    /** Room at first, in nodes. */
    private static final int FEW_NODES = 192;

    /** More children than this are looked up, not looked through. */
    private static final int FEW = 64;

    /** The children of parents that have many. */
    private final Map<Integer, Map<Labelled, Integer>> many = new HashMap<>();

    private record Labelled(Element element, long label) {}

    /** What {@link #links} has for each node. */
    private static final int FIRST = 0;

    private static final int LAST = 1;
    private static final int NEXT = 2;
    private static final int BEFORE = 3;
    private static final int FROM = 4;
    private static final int END = 5;
    private static final int TARGET = 6;
    private static final int FLAGS = 7;
    private static final int STRIDE = 8;

    private static final int QUOTE = 1;
    private static final int DISORDERED = 2;

    private int count;
    private @Nullable Element[] element = NO_ELEMENTS;
    private byte[][] source = NO_SOURCES;
    private long[] label = new long[FEW_NODES];
    private int[] links = new int[FEW_NODES * STRIDE];

    /**
     * Takes all nodes away. The room for numbers stays; that for references does not, for they are
     * quicker written to what is new than to what is old.
     */
    void clear() {
        element = NO_ELEMENTS;
        source = NO_SOURCES;
        many.clear();
        count = 0;
    }

    /** For how many nodes there is room. */
    int room() {
        return label.length;
    }

    /** A node without parent: the root of a resource. */
    int root() {
        return make(null, 0);
    }

    /** A node at the end of the parent's list. */
    int add(int parent, Element what, long labelled) {
        int node = make(what, labelled);
        int[] l = links;
        int at = parent * STRIDE;
        int behind = l[at + LAST];
        l[node * STRIDE + BEFORE] = behind;
        l[at + LAST] = node;
        if (behind == NONE) {
            l[at + FIRST] = node;
        } else {
            l[behind * STRIDE + NEXT] = node;
            if (order(behind) > what.order()) {
                l[at + FLAGS] |= DISORDERED;
            }
        }
        Map<Labelled, Integer> known = many.isEmpty() ? null : many.get(parent);
        if (known != null) {
            known.put(new Labelled(what, labelled), node);
        }
        return node;
    }

    private int make(@Nullable Element what, long labelled) {
        if (count == element.length) {
            grow();
        }
        int node = count++;
        element[node] = what;
        label[node] = labelled;
        source[node] = NOTHING;
        int at = node * STRIDE;
        int[] l = links;
        l[at + FIRST] = NONE;
        l[at + LAST] = NONE;
        l[at + NEXT] = NONE;
        l[at + BEFORE] = NONE;
        l[at + TARGET] = NONE;
        l[at + FLAGS] = 0;
        return node;
    }

    private void grow() {
        if (count >= MAX_NODES) {
            throw new IllegalStateException("more than " + MAX_NODES + " values in one message");
        }
        int size = Math.clamp(count * 2L, FEW_NODES, MAX_NODES);
        element = Arrays.copyOf(element, size);
        source = Arrays.copyOf(source, size);
        if (size > label.length) {
            label = Arrays.copyOf(label, size);
            links = Arrays.copyOf(links, size * STRIDE);
        }
    }

    /** Takes away the last child of a parent, and all made since. */
    void takeBack(int parent, int node) {
        if (!many.isEmpty()) {
            many.remove(parent);
            many.keySet().removeIf(gone -> gone >= node);
        }
        int behind = before(node);
        links[parent * STRIDE + LAST] = behind;
        if (behind == NONE) {
            links[parent * STRIDE + FIRST] = NONE;
        } else {
            links[behind * STRIDE + NEXT] = NONE;
        }
        count = node;
    }

    /** The child of that element and label; {@link #NONE} when there is none. */
    int find(int parent, Element what, long labelled) {
        Map<Labelled, Integer> known = many.isEmpty() ? null : many.get(parent);
        if (known != null) {
            return known.getOrDefault(new Labelled(what, labelled), NONE);
        }
        int looked = 0;
        for (int child = last(parent); child != NONE; child = before(child)) {
            if (element[child] == what && label[child] == labelled) {
                return child;
            }
            looked++;
        }
        if (looked > FEW) {
            index(parent);
        }
        return NONE;
    }

    private void index(int parent) {
        Map<Labelled, Integer> known = new HashMap<>();
        for (int child = first(parent); child != NONE; child = next(child)) {
            known.put(new Labelled(element(child), label[child]), child);
        }
        many.put(parent, known);
    }

    /** The child that has that place among the elements of its type, whatever choice it is. */
    int findOrder(int parent, int order) {
        for (int child = last(parent); child != NONE; child = before(child)) {
            Element what = element[child];
            if (what != null && what.order() == order) {
                return child;
            }
        }
        return NONE;
    }

    /** True when a child has that place among the elements of its type, and a value. */
    boolean findValue(int parent, int order) {
        int child = findOrder(parent, order);
        return child != NONE && valued(child);
    }

    /** Moves a child behind those of another parent. */
    void move(int child, int parent) {
        many.clear();
        int behind = last(parent);
        links[child * STRIDE + NEXT] = NONE;
        links[child * STRIDE + BEFORE] = behind;
        links[parent * STRIDE + FLAGS] |= DISORDERED;
        links[parent * STRIDE + LAST] = child;
        if (behind == NONE) {
            links[parent * STRIDE + FIRST] = child;
        } else {
            links[behind * STRIDE + NEXT] = child;
        }
    }

    /**
     * Brings the children of a node into the order of the standard; those of one element stay in
     * theirs.
     */
    void sort(int parent) {
        int flags = links[parent * STRIDE + FLAGS];
        if ((flags & DISORDERED) == 0) {
            return;
        }
        links[parent * STRIDE + FLAGS] = flags & ~DISORDERED;
        int size = 0;
        for (int child = first(parent); child != NONE; child = next(child)) {
            size++;
        }
        if (size <= FEW) {
            insert(parent);
        } else {
            sort(parent, size);
        }
    }

    /** Few children: each goes behind those before it that come first in the standard. */
    private void insert(int parent) {
        int child = next(first(parent));
        while (child != NONE) {
            int following = next(child);
            int behind = before(child);
            int order = order(child);
            if (order(behind) > order) {
                while (behind != NONE && order(behind) > order) {
                    behind = before(behind);
                }
                cut(parent, child);
                put(parent, child, behind);
            }
            child = following;
        }
    }

    /** Takes a child that is not the first out of the list. */
    private void cut(int parent, int child) {
        int behind = before(child);
        int following = next(child);
        links[behind * STRIDE + NEXT] = following;
        if (following == NONE) {
            links[parent * STRIDE + LAST] = behind;
        } else {
            links[following * STRIDE + BEFORE] = behind;
        }
    }

    /** Puts a child back into the list behind another one, or as the first, never as the last. */
    private void put(int parent, int child, int behind) {
        int following = behind == NONE ? first(parent) : next(behind);
        links[child * STRIDE + BEFORE] = behind;
        links[child * STRIDE + NEXT] = following;
        links[following * STRIDE + BEFORE] = child;
        if (behind == NONE) {
            links[parent * STRIDE + FIRST] = child;
        } else {
            links[behind * STRIDE + NEXT] = child;
        }
    }

    private void sort(int parent, int size) {
        int[] children = new int[size];
        long[] keys = new long[size];
        int at = 0;
        for (int child = first(parent); child != NONE; child = next(child)) {
            children[at] = child;
            keys[at] = ((long) order(child) << 32) | at;
            at++;
        }
        Arrays.sort(keys);
        int behind = NONE;
        for (long key : keys) {
            int child = children[(int) key];
            links[child * STRIDE + BEFORE] = behind;
            if (behind == NONE) {
                links[parent * STRIDE + FIRST] = child;
            } else {
                links[behind * STRIDE + NEXT] = child;
            }
            behind = child;
        }
        links[parent * STRIDE + LAST] = behind;
        if (behind != NONE) {
            links[behind * STRIDE + NEXT] = NONE;
        }
    }

    private int order(int node) {
        return element(node).order();
    }

    /** Gives a node its value: JSON, or ASCII without quotes. */
    void value(int node, byte[] bytes, int begin, int stop, boolean toBeQuoted) {
        source[node] = bytes;
        int at = node * STRIDE;
        links[at + FROM] = begin;
        links[at + END] = stop;
        links[at + FLAGS] = toBeQuoted ? links[at + FLAGS] | QUOTE : links[at + FLAGS] & ~QUOTE;
    }

    /** Gives a node a value that is JSON. */
    void value(int node, byte[] json) {
        value(node, json, 0, json.length, false);
    }

    /** Makes a node a reference to a resource, by its number. */
    void refer(int node, int resource) {
        links[node * STRIDE + TARGET] = resource;
    }

    Element element(int node) {
        Element what = element[node];
        if (what == null) {
            throw new IllegalStateException("a root has no element");
        }
        return what;
    }

    int first(int node) {
        return links[node * STRIDE + FIRST];
    }

    private int last(int node) {
        return links[node * STRIDE + LAST];
    }

    int next(int node) {
        return links[node * STRIDE + NEXT];
    }

    private int before(int node) {
        return links[node * STRIDE + BEFORE];
    }

    boolean valued(int node) {
        return source[node] != NOTHING;
    }

    byte[] source(int node) {
        return source[node];
    }

    int from(int node) {
        return links[node * STRIDE + FROM];
    }

    int end(int node) {
        return links[node * STRIDE + END];
    }

    /** True when the node's value is the same as these bytes. */
    boolean says(int node, byte[] bytes, int begin, int stop, boolean toBeQuoted) {
        int here = quoted(node) ? 0 : inner(source[node], from(node));
        int there = toBeQuoted ? 0 : inner(bytes, begin);
        return Arrays.equals(
                source[node],
                from(node) + here,
                end(node) - here,
                bytes,
                begin + there,
                stop - there);
    }

    private static int inner(byte[] json, int at) {
        return json[at] == '"' ? 1 : 0;
    }

    boolean quoted(int node) {
        return (links[node * STRIDE + FLAGS] & QUOTE) != 0;
    }

    int target(int node) {
        return links[node * STRIDE + TARGET];
    }

    int count() {
        return count;
    }
}

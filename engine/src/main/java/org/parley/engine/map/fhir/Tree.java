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

    /** Most nodes of one message. */
    static final int MAX_NODES = 20_000_000;

    /** More children than this are looked up, not looked through. */
    private static final int FEW = 64;

    /** The children of parents that have many. */
    private final Map<Integer, Map<Labelled, Integer>> many = new HashMap<>();

    private record Labelled(Element element, long label) {}

    private int count;
    private @Nullable Element[] element = new @Nullable Element[256];
    private int[] first = new int[256];
    private int[] last = new int[256];
    private int[] next = new int[256];
    private int[] before = new int[256];
    private long[] label = new long[256];
    private byte[][] source = new byte[256][];
    private int[] from = new int[256];
    private int[] end = new int[256];
    private boolean[] quote = new boolean[256];
    private boolean[] disordered = new boolean[256];
    private int[] target = new int[256];

    /** A node without parent: the root of a resource. */
    int root() {
        return make(null, 0);
    }

    /** A node at the end of the parent's list. */
    int add(int parent, Element what, long labelled) {
        int node = make(what, labelled);
        int behind = last[parent];
        before[node] = behind;
        last[parent] = node;
        if (behind == NONE) {
            first[parent] = node;
        } else {
            next[behind] = node;
            disordered[parent] |= order(behind) > what.order();
        }
        Map<Labelled, Integer> known = many.isEmpty() ? null : many.get(parent);
        if (known != null) {
            known.put(new Labelled(what, labelled), node);
        }
        return node;
    }

    private int make(@Nullable Element what, long labelled) {
        if (count == first.length) {
            grow();
        }
        int node = count++;
        element[node] = what;
        first[node] = NONE;
        last[node] = NONE;
        next[node] = NONE;
        before[node] = NONE;
        label[node] = labelled;
        source[node] = NOTHING;
        target[node] = NONE;
        disordered[node] = false;
        return node;
    }

    private void grow() {
        if (count >= MAX_NODES) {
            throw new IllegalStateException("more than " + MAX_NODES + " values in one message");
        }
        int size = count * 2;
        element = Arrays.copyOf(element, size);
        first = Arrays.copyOf(first, size);
        last = Arrays.copyOf(last, size);
        next = Arrays.copyOf(next, size);
        before = Arrays.copyOf(before, size);
        label = Arrays.copyOf(label, size);
        source = Arrays.copyOf(source, size);
        from = Arrays.copyOf(from, size);
        end = Arrays.copyOf(end, size);
        quote = Arrays.copyOf(quote, size);
        disordered = Arrays.copyOf(disordered, size);
        target = Arrays.copyOf(target, size);
    }

    /** Takes away the last child of a parent, and all made since. */
    void takeBack(int parent, int node) {
        if (!many.isEmpty()) {
            many.remove(parent);
            many.keySet().removeIf(gone -> gone >= node);
        }
        int behind = before[node];
        last[parent] = behind;
        if (behind == NONE) {
            first[parent] = NONE;
        } else {
            next[behind] = NONE;
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
        for (int child = last[parent]; child != NONE; child = before[child]) {
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
        for (int child = first[parent]; child != NONE; child = next[child]) {
            known.put(new Labelled(element(child), label[child]), child);
        }
        many.put(parent, known);
    }

    /** The child that has that place among the elements of its type, whatever choice it is. */
    int findOrder(int parent, int order) {
        for (int child = last[parent]; child != NONE; child = before[child]) {
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
        next[child] = NONE;
        before[child] = last[parent];
        disordered[parent] = true;
        if (last[parent] == NONE) {
            first[parent] = child;
        } else {
            next[last[parent]] = child;
        }
        last[parent] = child;
    }

    /**
     * Brings the children of a node into the order of the standard; those of one element stay in
     * theirs.
     */
    void sort(int parent) {
        if (!disordered[parent]) {
            return;
        }
        disordered[parent] = false;
        int size = 0;
        for (int child = first[parent]; child != NONE; child = next[child]) {
            size++;
        }
        int[] children = new int[size];
        long[] keys = new long[size];
        int at = 0;
        for (int child = first[parent]; child != NONE; child = next[child]) {
            children[at] = child;
            keys[at] = ((long) order(child) << 32) | at;
            at++;
        }
        Arrays.sort(keys);
        int behind = NONE;
        for (long key : keys) {
            int child = children[(int) key];
            before[child] = behind;
            if (behind == NONE) {
                first[parent] = child;
            } else {
                next[behind] = child;
            }
            behind = child;
        }
        last[parent] = behind;
        if (behind != NONE) {
            next[behind] = NONE;
        }
    }

    private int order(int node) {
        return element(node).order();
    }

    /** Gives a node its value: JSON, or ASCII without quotes. */
    void value(int node, byte[] bytes, int begin, int stop, boolean toBeQuoted) {
        source[node] = bytes;
        from[node] = begin;
        end[node] = stop;
        quote[node] = toBeQuoted;
    }

    /** Makes a node a reference to a resource, by its number. */
    void refer(int node, int resource) {
        target[node] = resource;
    }

    Element element(int node) {
        Element what = element[node];
        if (what == null) {
            throw new IllegalStateException("a root has no element");
        }
        return what;
    }

    int first(int node) {
        return first[node];
    }

    int next(int node) {
        return next[node];
    }

    boolean valued(int node) {
        return source[node] != NOTHING;
    }

    byte[] source(int node) {
        return source[node];
    }

    int from(int node) {
        return from[node];
    }

    int end(int node) {
        return end[node];
    }

    /** True when the node's value is the same as these bytes. */
    boolean says(int node, byte[] bytes, int begin, int stop, boolean toBeQuoted) {
        int here = quote[node] ? 0 : inner(source[node], from[node]);
        int there = toBeQuoted ? 0 : inner(bytes, begin);
        return Arrays.equals(
                source[node],
                from[node] + here,
                end[node] - here,
                bytes,
                begin + there,
                stop - there);
    }

    private static int inner(byte[] json, int at) {
        return json[at] == '"' ? 1 : 0;
    }

    boolean quoted(int node) {
        return quote[node];
    }

    int target(int node) {
        return target[node];
    }

    int count() {
        return count;
    }
}

package org.parley.conformance.validate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where in a resource a check stands; written out only when something is found. */
final class Place {
    private @Nullable String[] names = new @Nullable String[64];
    private int[] indexes = new int[64];
    private int depth;

    void push(String name, int index) {
        if (depth == indexes.length) {
            names = Arrays.copyOf(names, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
        names[depth] = name;
        indexes[depth++] = index;
    }

    void pop() {
        depth--;
    }

    int depth() {
        return depth;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            if (i > 0) {
                out.append('.');
            }
            out.append(names[i]);
            if (indexes[i] >= 0) {
                out.append('[').append(indexes[i]).append(']');
            }
        }
        return out.toString();
    }
}

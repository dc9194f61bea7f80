package org.parley.engine.receive.files;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that are in memory or in one file as a whole. */
final class ListedParts implements Parts {
    private final Iterator<Part> parts;
    private final String unit;

    ListedParts(String unit, List<Part> parts) {
        this.unit = unit;
        this.parts = parts.iterator();
    }

    @Override
    public @Nullable Part next() {
        return parts.hasNext() ? parts.next() : null;
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public void close() {}
}

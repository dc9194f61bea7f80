package org.parley.wire.fhirpath;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the variables of an expression mean at one place. */
record Scope(World world, @Nullable Item self, long index, List<Item> total) {
    /** Most items that one collection may have. */
    static final int MAX_ITEMS = 1_000_000;

    /** What is the same throughout one evaluation. */
    record World(
            Item.Node resource,
            Item.Node root,
            List<Item> context,
            Types types,
            Units units,
            Services services,
            Temporal now,
            boolean strict,
            Map<String, List<Item>> variables) {}

    Scope at(@Nullable Item item, long position) {
        return new Scope(world, item, position, total);
    }

    Scope with(List<Item> sum) {
        return new Scope(world, self, index, sum);
    }
}

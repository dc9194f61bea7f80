package org.parley.wire.fhirpath;

import java.util.ArrayList;
import java.util.List;

/** Puts a collection into an order. */
final class Sorting {
    private Sorting() {}

    /** What to sort by. */
    record Key(Expr value, boolean down) {}

    static Expr by(List<Key> keys) {
        List<Key> all =
                keys.isEmpty()
                        ? List.of(new Key((scope, input) -> input, false))
                        : List.copyOf(keys);
        return (scope, input) -> {
            List<Item> sorted = new ArrayList<>(input);
            sorted.sort((a, b) -> compare(all, scope, a, b));
            return sorted;
        };
    }

    private static int compare(List<Key> keys, Scope scope, Item a, Item b) {
        for (Key key : keys) {
            Item x = Values.one(key.value().eval(scope.at(a, 0), List.of(a)));
            Item y = Values.one(key.value().eval(scope.at(b, 0), List.of(b)));
            int order;
            if (x == null || y == null) {
                order = Boolean.compare(x != null, y != null);
            } else {
                Integer known = Equality.order(x, y, scope.world().units());
                order = known == null ? 0 : known;
            }
            if (order != 0) {
                return key.down() ? -order : order;
            }
        }
        return 0;
    }
}

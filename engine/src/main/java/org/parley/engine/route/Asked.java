package org.parley.engine.route;

import java.util.List;
import org.parley.wire.hl7v2.Path;

/** What a condition asks: it says which values a path means where the condition stands. */
public interface Asked {
    /** The first value at the path, decoded; empty when there is none. */
    String first(Path path);

    /** Every value at the path, empty ones left out. */
    List<String> all(Path path);

    /** How many segments, or how many repetitions of a field. */
    int count(Path path);

    /** True when there is at most one value, so that the first one decides. */
    boolean single(Path path);

    /** True when some value at the path passes; where there is nothing, the empty text is asked. */
    default boolean any(Path path, ValueTest test) {
        // Mostly there is one only, and it decides; so the list is made when it does not.
        String first = first(path);
        if (single(path)) {
            return test.test(first);
        }
        if (!first.isEmpty() && test.test(first)) {
            return true;
        }
        List<String> values = all(path);
        for (int i = 0; i < values.size(); i++) {
            if (test.test(values.get(i))) {
                return true;
            }
        }
        return values.isEmpty() && test.test("");
    }
}

package org.parley.engine.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * A named value of a record, whatever it was written in. A list is several twigs of one name.
 *
 * @param text empty when there is none
 * @param twigs within it
 */
record Twig(String name, String text, List<Twig> twigs) {
    Twig {
        twigs = List.copyOf(twigs);
    }

    /** Everything at a path. */
    List<Twig> at(List<String> path) {
        List<Twig> at = List.of(this);
        for (String step : path) {
            List<Twig> next = new ArrayList<>();
            for (Twig twig : at) {
                for (Twig inner : twig.twigs) {
                    if (inner.name.equals(step)) {
                        next.add(inner);
                    }
                }
            }
            at = next;
        }
        return at;
    }
}

package org.parley.engine.config;

import java.util.List;
import java.util.Optional;
import org.parley.engine.plan.InPort.OrderBy;
import org.parley.engine.plan.InPort.Speaks;

/**
 * A port by which a system sends to the engine.
 *
 * @param must names of the standards and packages that its messages must keep
 * @param orderBy as written; empty means what suits {@code speaks}
 * @param ignore messages that are filtered, the first rule that fits counts
 */
public record SendsDocument(
        Carrier.In carrier,
        Speaks speaks,
        List<String> must,
        Optional<OrderBy> orderBy,
        List<IgnoreDocument> ignore,
        Written written) {
    public SendsDocument {
        must = List.copyOf(must);
        ignore = List.copyOf(ignore);
    }

    /** A rule that filters, with the sentence that stands in the book. */
    public record IgnoreDocument(String when, String why, Written written) {
        public IgnoreDocument {
            if (when.isBlank() || why.isBlank()) {
                throw new IllegalArgumentException("a filter has a condition and a reason");
            }
        }
    }
}

package org.parley.conformance.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a rule is broken at a port.
 *
 * @param port where
 * @param rule which
 * @param first when it was broken first
 * @param last when it was broken last
 * @param examples the first of them, masked
 */
public record Fault(String port, String rule, Instant first, Instant last, List<Example> examples) {
    /** Examples that are kept. */
    static final int MAX_EXAMPLES = 3;

    public Fault {
        examples = List.copyOf(examples);
    }

    /**
     * One message.
     *
     * @param position in the journal
     * @param masked where it fails and the form of what stands there; no patient's data
     */
    public record Example(long position, String masked) {}

    Fault again(Instant when, long position, String masked) {
        List<Example> more = new ArrayList<>(examples);
        if (more.size() < MAX_EXAMPLES) {
            more.add(new Example(position, masked));
        }
        return new Fault(port, rule, first, when, more);
    }

    boolean wantsExample() {
        return examples.size() < MAX_EXAMPLES;
    }
}

package org.parley.engine.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A test of a route, as written.
 *
 * @param name the sentence that it proves
 * @param from the port that the messages come by; needed when the route has several
 * @param given files of messages, in the order they come
 * @param faults what ails a destination, by its name, from the test's beginning
 * @param then what must hold in the end
 */
public record TestDocument(
        String name,
        String route,
        Optional<String> from,
        List<String> given,
        Map<String, Fault> faults,
        List<Expectation> then,
        Written written)
        implements Document {
    public TestDocument {
        given = List.copyOf(given);
        faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
        then = List.copyOf(then);
    }

    /** What ails a destination; {@code lasts} empty means to the end of the test. */
    public record Fault(Ailment ailment, Optional<Duration> lasts) {}

    /** Kinds of fault. */
    public sealed interface Ailment {
        /** No connection can be made. */
        record Unreachable() implements Ailment {}

        /** It takes the message and never answers. */
        record Silent() implements Ailment {}

        /** It answers so late. */
        record Late(Duration by) implements Ailment {}

        /** It answers for another control id. */
        record Lying() implements Ailment {}

        /** It says no. */
        record Rejecting(String code) implements Ailment {}
    }

    /**
     * What must hold at a destination.
     *
     * @param at the destination
     * @param count how many messages are delivered
     * @param inOrder they arrive in the order given
     * @param within the last arrives within so long of the first being received
     * @param parked how many are parked
     * @param golden files that the delivered messages equal, one each, byte for byte
     */
    public record Expectation(
            String at,
            Optional<Integer> count,
            boolean inOrder,
            Optional<Duration> within,
            Optional<Integer> parked,
            List<String> golden,
            Written written) {
        public Expectation {
            golden = List.copyOf(golden);
        }
    }
}

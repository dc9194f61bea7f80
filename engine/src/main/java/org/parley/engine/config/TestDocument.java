package org.parley.engine.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.wire.hl7v2.Path;

/**
 * A test of a route, as written.
 *
 * @param name the sentence that it proves
 * @param from the port that the messages come by; needed when the route has several
 * @param given files of messages, in the order they come
 * @param every how long after one message the next one comes
 * @param faults what ails a destination, by its name, from the test's beginning
 * @param then what must hold in the end
 */
public record TestDocument(
        String name,
        String route,
        Optional<String> from,
        List<String> given,
        Duration every,
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

        /** The connection breaks in the middle of the message, which it does not get. */
        record Resetting() implements Ailment {}

        /** Its answer comes byte by byte, slower than anybody waits. */
        record Dribbling() implements Ailment {}
    }

    /**
     * What must hold at a destination, or at the port that the messages come by.
     *
     * @param at the destination or the port
     * @param count how many messages are delivered
     * @param inOrder they arrive in the order given
     * @param within the last arrives within so long of the first being received
     * @param parked how many are parked
     * @param because the code of the problem for which each of those is parked
     * @param waiting how many wait in the end
     * @param where what each message that arrives holds, by path
     * @param golden files that the delivered messages equal, one each, byte for byte
     * @param port what became of messages at the port
     */
    public record Expectation(
            String at,
            Optional<Integer> count,
            boolean inOrder,
            Optional<Duration> within,
            Optional<Integer> parked,
            Optional<String> because,
            Optional<Integer> waiting,
            Map<Path, String> where,
            List<String> golden,
            AtPort port,
            Written written) {
        public Expectation {
            where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
            golden = List.copyOf(golden);
        }
    }

    /**
     * What must become of messages at the port.
     *
     * @param refused how many are refused
     * @param filtered how many a rule of the port filters
     * @param unwanted how many no route wants
     */
    public record AtPort(
            Optional<Integer> refused, Optional<Integer> filtered, Optional<Integer> unwanted) {}
}

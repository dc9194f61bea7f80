package org.parley.testkit.trust;

import java.util.List;
import java.util.Map;

/**
 * The result of comparing what senders were told with what receivers saw.
 *
 * @param sent messages offered by senders; one that is sent twice on purpose counts twice
 * @param accepted messages whose sender was told yes
 * @param refused messages whose sender was told no
 * @param undecided messages whose sender was told nothing yet
 * @param attempts how often bytes were put on a wire for them
 * @param lost accepted, due at a destination, never arrived there and not held by the engine
 * @param duplicates arrivals beyond what was sent and what was answered badly
 * @param outOfOrder first arrivals behind a later message of the same patient from the same port
 * @param invented arrivals that nobody sent, or whose sender was told no
 * @param misrouted arrivals where the routes do not send them
 * @param wrongBytes arrivals that should be byte for byte and are not
 * @param unanswered arrived, but were never answered well: the engine should hold them
 * @param held not arrived or not answered well, and the engine says that it holds them
 * @param byDestination the same for each destination
 * @param examples a few control ids for each kind of trouble, {@code lost pas: S1A000000012}
 */
public record Reckoning(
        long sent,
        long accepted,
        long refused,
        long undecided,
        long attempts,
        long lost,
        long duplicates,
        long outOfOrder,
        long invented,
        long misrouted,
        long wrongBytes,
        long unanswered,
        long held,
        Map<String, At> byDestination,
        List<String> examples) {
    public Reckoning {
        byDestination = Map.copyOf(byDestination);
        examples = List.copyOf(examples);
    }

    /**
     * One destination's figures; as above.
     *
     * @param due how many arrivals the accepted messages owe
     * @param arrived how many there were, answered well or not
     */
    public record At(
            long due,
            long arrived,
            long lost,
            long duplicates,
            long outOfOrder,
            long invented,
            long misrouted,
            long wrongBytes,
            long unanswered,
            long held) {}

    /** One destination's figures. */
    public At at(String destination) {
        At at = byDestination.get(destination);
        if (at == null) {
            throw new IllegalArgumentException("no such destination: " + destination);
        }
        return at;
    }

    /** Nothing lost, doubled, disordered, invented, misrouted or changed. */
    public boolean clean() {
        return lost + duplicates + outOfOrder + invented + misrouted + wrongBytes == 0;
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return "sent="
                + sent
                + " accepted="
                + accepted
                + " refused="
                + refused
                + " undecided="
                + undecided
                + " attempts="
                + attempts
                + " lost="
                + lost
                + " duplicates="
                + duplicates
                + " outOfOrder="
                + outOfOrder
                + " invented="
                + invented
                + " misrouted="
                + misrouted
                + " wrongBytes="
                + wrongBytes
                + " unanswered="
                + unanswered
                + " held="
                + held
                + " examples="
                + examples;
    }
}

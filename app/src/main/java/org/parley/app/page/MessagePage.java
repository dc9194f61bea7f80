package org.parley.app.page;

import java.util.List;
import java.util.Optional;

/**
 * The path of one message.
 *
 * @param facts what it is, without anything of what it says but type and control id
 * @param arrival how it came in
 * @param deliveries where it goes
 * @param complete false when the search ended early
 * @param content what it says, once a reason was given
 */
public record MessagePage(
        long position,
        List<Now.Fact> facts,
        List<Step> arrival,
        List<Delivery> deliveries,
        boolean complete,
        Optional<MessageContent> content) {
    public MessagePage {
        facts = List.copyOf(facts);
        arrival = List.copyOf(arrival);
        deliveries = List.copyOf(deliveries);
    }

    /** The same with what it says. */
    MessagePage with(MessageContent shown) {
        return new MessagePage(position, facts, arrival, deliveries, complete, Optional.of(shown));
    }

    /** One thing that happened. */
    public record Step(String tone, String time, String what, String detail) {}

    /**
     * One destination.
     *
     * @param decide address of the page where a person decides, when it is parked
     */
    public record Delivery(
            String destination,
            String route,
            String name,
            String tone,
            String state,
            List<Step> steps,
            Optional<String> decide) {
        public Delivery {
            steps = List.copyOf(steps);
        }
    }
}

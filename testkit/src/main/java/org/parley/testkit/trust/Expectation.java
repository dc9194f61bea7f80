package org.parley.testkit.trust;

import java.util.List;

/** What the routes say: where a message that was acknowledged must arrive. */
public interface Expectation {
    /** Where this message is due; empty when it is filtered or parked by rule. */
    List<Due> of(Outgoing message);

    /**
     * One destination.
     *
     * @param byteForByte the bytes must arrive as they were sent, for there is no map
     */
    record Due(String destination, boolean byteForByte) {}

    /** Everything goes to all of these, byte for byte. */
    static Expectation everythingTo(String... destinations) {
        List<Due> all = java.util.Arrays.stream(destinations).map(d -> new Due(d, true)).toList();
        return message -> all;
    }
}

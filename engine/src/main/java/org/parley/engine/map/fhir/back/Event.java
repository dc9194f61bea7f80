package org.parley.engine.map.fhir.back;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Site;

/**
 * A row of the table of events, compiled: what happened, and the message that says so.
 *
 * @param site where it stands
 * @param type of the resources it is about
 * @param when asked of each; null when it always holds
 * @param message MSH-9.1
 * @param trigger MSH-9.2
 * @param structure MSH-9.3
 * @param together whether all such resources of one patient go into one message
 * @param all whether all such resources go into one message, whoever they are about
 * @param ofHeader whether its condition asks the MessageHeader itself; else it must not say another
 *     event than the header does
 * @param parts what the message is made of
 */
record Event(
        Site site,
        String type,
        @Nullable Ask when,
        String message,
        String trigger,
        String structure,
        boolean together,
        boolean all,
        boolean ofHeader,
        List<Part> parts) {
    Event {
        parts = List.copyOf(parts);
    }

    /**
     * Whether the message may be made of content whose header says what happened.
     *
     * @param said the trigger event of v2 that the header names; empty when it names none
     */
    boolean mayTell(String said) {
        return said.isEmpty() || ofHeader || leaves() || said.equals(trigger);
    }

    /** No message, on purpose. */
    static Event none(Site site, String type, Ask when) {
        return new Event(site, type, when, "", "", "", false, false, true, List.of());
    }

    /** Whether no message is made of such a resource. */
    boolean leaves() {
        return message.isEmpty();
    }
}

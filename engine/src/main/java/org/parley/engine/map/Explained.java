package org.parley.engine.map;

import java.util.List;
import java.util.Map;
import org.parley.engine.plan.Mapping;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Problem;

/** A map that can tell what each of its rows did. */
public interface Explained extends Mapping {
    /** Where every row of the trust stands, those that an overlay replaced left out. */
    List<Site> rows();

    /** Runs the map and tells what each row did and what was lost. Slower than {@link #apply}. */
    Explanation explain(Message message);

    /** How often each row fired over some messages; rows that never did are there with 0. */
    Map<Site, Integer> coverage(List<Message> messages);

    /** Reads a body as what the map maps, HL7 v2 unless it says otherwise, and explains it. */
    default Explanation explain(byte[] body, Defaults defaults) {
        return switch (Message.read(body, defaults)) {
            case Reading.Good(Message message) -> explain(message);
            case Reading.Bad(List<Problem> problems) ->
                    new Explanation(
                            new Mapped.Impossible(problems.getFirst()),
                            List.of(),
                            List.of(),
                            List.of());
        };
    }

    /** How often each row fired over one body; what cannot be read fires none. */
    default Map<Site, Integer> coverage(byte[] body, Defaults defaults) {
        return Message.read(body, defaults) instanceof Reading.Good(Message message)
                ? coverage(List.of(message))
                : coverage(List.of());
    }
}

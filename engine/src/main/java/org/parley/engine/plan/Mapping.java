package org.parley.engine.plan;

import java.util.List;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Problem;

/** A compiled map: one message in, messages out. Pure: same input, same output, for ever. */
public interface Mapping {
    /** Runs the map. */
    Mapped apply(Message message);

    /** Reads a body as what the map maps, HL7 v2 unless it says otherwise, and runs the map. */
    default Mapped apply(byte[] body, Defaults defaults) {
        return switch (Message.read(body, defaults)) {
            case Reading.Good(Message message) -> apply(message);
            case Reading.Bad(List<Problem> problems) -> new Mapped.Impossible(problems.getFirst());
        };
    }

    /** The names of its tables in the order they run. */
    String name();

    /** What a map made. */
    sealed interface Mapped {
        /** Messages to send, in order. */
        record Messages(List<Message> messages) implements Mapped {
            public Messages {
                messages = List.copyOf(messages);
            }
        }

        /**
         * One body of another format than HL7 v2, such as a Bundle of FHIR.
         *
         * @param bytes not to be changed
         */
        @SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
        record Content(byte[] bytes) implements Mapped {}

        /** The map cannot make a message of this one; it will be parked with this problem. */
        record Impossible(Problem problem) implements Mapped {}
    }
}

package org.parley.wire.fhir;

import java.util.List;
import org.parley.wire.problem.Problem;

/** What reading JSON gave. */
public sealed interface JsonReading {
    /**
     * It is JSON.
     *
     * @param root the value
     * @param repeated members whose name stood in the same object before; the first one counts
     */
    record Read(Json root, List<Repeated> repeated) implements JsonReading {
        public Read {
            repeated = List.copyOf(repeated);
        }
    }

    /** It is not JSON, or beyond a limit. */
    record Refused(Problem problem, int at) implements JsonReading {}

    /** A member of an object whose name stood there before. */
    record Repeated(String name, int at) {}
}

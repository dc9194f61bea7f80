package org.parley.conformance.validate;

import java.util.List;
import org.parley.wire.fhir.Json;
import org.parley.wire.problem.Problem;

/** What came of reading a resource in XML. */
public sealed interface XmlResource {
    /** It is well-formed: the resource as JSON would have it, and what JSON cannot have. */
    record Read(Json.Members root, List<Fault> faults) implements XmlResource {
        public Read {
            faults = List.copyOf(faults);
        }
    }

    /** It is not, or it is more than we take. */
    record Refused(Problem problem) implements XmlResource {}

    /** What is wrong in the XML alone, with the path of the element; a plain sentence. */
    record Fault(String path, String text) {}
}

package org.parley.wire.xml;

import org.parley.wire.problem.Problem;

/** What came of reading XML. */
public sealed interface XmlReading {
    /** It was well formed. */
    record Read(XmlElement root) implements XmlReading {}

    /**
     * It was not, or it was more than we take.
     *
     * @param line of the text where reading stopped; the first is 1
     */
    record Refused(Problem problem, int line) implements XmlReading {}
}

package org.parley.engine.route;

import org.parley.wire.hl7v2.Path;

/** What is known of a path before any message is seen. */
final class Values {
    private Values() {}

    /**
     * True when a message has at most one value there. MSH stands once and only its 18 and 21
     * repeat.
     */
    static boolean single(Path path) {
        boolean oneSegment = path.occurrence() > 0 || path.segment().equals("MSH");
        boolean oneRepetition =
                path.repetition() > 0
                        || (path.segment().equals("MSH")
                                && path.field() != 18
                                && path.field() != 21);
        return path.groups().isEmpty() && oneSegment && oneRepetition;
    }
}

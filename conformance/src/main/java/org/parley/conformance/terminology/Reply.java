package org.parley.conformance.terminology;

import java.time.Duration;

/** What a server says, and how long that holds. */
public enum Reply {
    /** The code is in. */
    YES(Duration.ofDays(30)),
    /** It is not; sooner asked again, for releases add codes. */
    NO(Duration.ofDays(1)),
    /** The server does not know the system or the value set. */
    CANNOT_SAY(Duration.ofHours(1));

    private final Duration holds;

    Reply(Duration holds) {
        this.holds = holds;
    }

    /** How long it is not asked again. */
    public Duration holds() {
        return holds;
    }
}

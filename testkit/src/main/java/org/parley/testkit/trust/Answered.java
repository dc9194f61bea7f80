package org.parley.testkit.trust;

/** How a receiver answered an arrival; says what the engine may conclude from it. */
public enum Answered {
    /** At once, with yes, for this message: it must not come again. */
    YES,
    /** With yes, but late or slowly: the engine may have given up and may send it again. */
    MAYBE,
    /** With no, for another message, or not at all. */
    NO
}

package org.parley.conformance.rule;

/** What a rule says of one message. */
public enum Result {
    PASS,
    FAIL,
    /** It cannot be decided here; never counted as a pass. */
    UNDECIDED,
    /** The rule is not about this message. */
    NOT_ASKED
}

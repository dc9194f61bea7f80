package org.parley.conformance.validate;

/** What is said of one message. */
public enum Verdict {
    /** Nothing is wrong, and everything could be decided. */
    PASS,
    /** Something is wrong. */
    FAIL,
    /**
     * Nothing is known to be wrong, but something could not be decided here; never counted as a
     * pass.
     */
    UNDECIDED
}

package org.parley.conformance.rule;

/** Who has to mend what breaks a rule. */
public enum Blame {
    /** The system that sent the message, and its supplier. */
    SENDER,
    /** The system that takes it. */
    RECEIVER,
    /** The map that made it. */
    MAP,
    /** The trust: how its staff record things, or how it set a system up. */
    TRUST
}

package org.parley.wire.problem;

/** Whose doing a problem is; feeds the answer to a sender and the board's page. */
public enum Culprit {
    /** The system that sent the message. */
    SENDER,
    /** The system that should have taken the message. */
    RECEIVER,
    /** The trust's own files. */
    CONFIG,
    /** What lies between two systems. */
    NETWORK,
    /** This engine. */
    PARLEY,
    /** A named limit or a full disk. */
    CAPACITY
}

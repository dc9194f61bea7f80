package org.parley.testkit.hospital;

/** What is out of the ordinary about how a message was sent; the ground truth, not in the bytes. */
public enum Mark {
    /** The very same bytes were sent before, as another message; meant by the sender. */
    DUPLICATE,
    /** Sent long after the event, perhaps behind later messages of the same patient. */
    LATE,
    /** Sent behind a message of the same patient that was made after it. */
    OUT_OF_ORDER,
    /** Tells the bed state at the start of the run, as at a change of system. */
    BED_STATE
}

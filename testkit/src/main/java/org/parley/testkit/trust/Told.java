package org.parley.testkit.trust;

/** What a sender was told about a message. */
public enum Told {
    /** AA or CA for this very control id; or the file was taken. */
    ACCEPTED,
    /** AE, AR, CE or CR. */
    REFUSED,
    /** No answer for this message; it will be sent again. */
    NOTHING
}

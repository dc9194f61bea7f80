package org.parley.wire.hl7v2;

/** What stands at a path (HL7 v2 chapter 2: empty is "no news", two quotes mean "delete"). */
public enum Presence {
    /** The segment, field, repetition or component is not there at all. */
    ABSENT,
    /** Its delimiters are there, with nothing between. */
    EMPTY,
    /** Two double quotes: the sender asks for the value to be deleted. */
    NULL,
    /** A value. */
    VALUED
}

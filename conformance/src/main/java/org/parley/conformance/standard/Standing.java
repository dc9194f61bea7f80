package org.parley.conformance.standard;

/** What a standard is on a day. */
public enum Standing {
    /** In force; there is time to conform. */
    TO_BE_MET("in force, to be met"),
    /** In force; the time to conform is over. */
    IN_FORCE("in force"),
    /** No law makes it binding; systems agree on it. */
    CUSTOM("custom"),
    /** Still met by some, to be replaced by what follows. */
    DEPRECATED("to be replaced"),
    /** Agreed, and not in force yet. */
    AHEAD("agreed, not in force yet"),
    /** Nobody agreed it yet. */
    DRAFT("a draft"),
    /** Asks nothing any more. */
    RETIRED("retired");

    private final String words;

    Standing(String words) {
        this.words = words;
    }

    /** Whether what it asks is to be measured. */
    public boolean asks() {
        return this == TO_BE_MET || this == IN_FORCE || this == CUSTOM || this == DEPRECATED;
    }

    @Override
    public String toString() {
        return words;
    }
}

package org.parley.conformance.validate;

/** Yes, no, or not to be decided here. */
enum Answer {
    YES,
    NO,
    UNKNOWN;

    Answer and(Answer other) {
        return this == NO || other == NO ? NO : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
    }

    Answer or(Answer other) {
        return this == YES || other == YES
                ? YES
                : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
    }

    static Answer of(boolean yes) {
        return yes ? YES : NO;
    }
}

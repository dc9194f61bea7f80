package org.parley.conformance.rule;

import java.util.Optional;

/**
 * What a rule says of one message, and where.
 *
 * @param result the answer
 * @param place the first place that fails
 */
public record Ruling(Result result, Optional<Place> place) {
    /** It passes. */
    public static final Ruling PASS = new Ruling(Result.PASS, Optional.empty());

    /** It has nothing to say. */
    public static final Ruling NOT_ASKED = new Ruling(Result.NOT_ASKED, Optional.empty());

    /** It cannot be decided. */
    public static final Ruling UNDECIDED = new Ruling(Result.UNDECIDED, Optional.empty());

    /** A place in a message, whose content is only made when it is wanted. */
    @FunctionalInterface
    public interface Place {
        /** Where it is and what stands there, masked: the structure, and no patient's data. */
        String masked();
    }

    static Ruling fail(Place place) {
        return new Ruling(Result.FAIL, Optional.of(place));
    }

    static Ruling of(boolean holds, Place place) {
        return holds ? PASS : fail(place);
    }
}

package org.parley.engine.map.fhir.back;

/**
 * A place in the segment that is being written; 0 for a component or subcomponent means all.
 *
 * @param field from 1
 * @param repetition from 1
 */
record Place(int field, int repetition, int component, int subcomponent) {
    Place atRepetition(int number) {
        return new Place(field, number, component, subcomponent);
    }

    /** Nowhere: v2 has no level below subcomponents. */
    static final Place NONE = new Place(0, 0, 0, 0);

    /** A component of what is at this place, which has the levels below. */
    Place within(int one, int two) {
        if (one == 0) {
            return this;
        }
        if (component == 0) {
            return new Place(field, repetition, one, two);
        }
        if (subcomponent == 0) {
            return two > 1 ? NONE : new Place(field, repetition, component, one);
        }
        return one == 1 && two <= 1 ? this : NONE;
    }

    /** As a path, {@code PID-3[2].4.1}. */
    String in(String segment) {
        return segment
                + "-"
                + field
                + (repetition > 1 ? "[" + repetition + "]" : "")
                + (component > 0 ? "." + component : "")
                + (subcomponent > 0 ? "." + subcomponent : "");
    }
}

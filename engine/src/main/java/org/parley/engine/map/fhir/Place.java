package org.parley.engine.map.fhir;

/**
 * Where a row reads, seen from where the row stands.
 *
 * @param kind what the numbers count from
 * @param segment the segment's name, three letters packed into a number
 * @param field the field; 0 for {@link Kind#VALUE}
 * @param repetition which one, 0 for the one at hand or the first
 * @param component which one, 0 for all
 * @param subcomponent which one, 0 for all
 */
record Place(Kind kind, int segment, int field, int repetition, int component, int subcomponent) {
    enum Kind {
        /** Within the repetition that the row is at. */
        VALUE,
        /** Another field of the segment that the row is at. */
        FIELD,
        /**
         * The segment of that name nearest above, or else the first below, other occurrences of the
         * groups around left out.
         */
        ELSEWHERE
    }

    /** The name as a number. */
    static int packed(String name) {
        return (name.charAt(0) << 16) | (name.charAt(1) << 8) | name.charAt(2);
    }
}

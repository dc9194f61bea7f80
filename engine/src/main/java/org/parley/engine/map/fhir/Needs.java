package org.parley.engine.map.fhir;

/**
 * What must be there for a row to do anything, as bits of fields of a segment or of components of a
 * value. Of each of the four at least one must be; none in one of them asks for nothing.
 *
 * @param read parts that it reads, of which one must not be empty
 * @param asked parts that its condition asks of, of which one must not be empty
 * @param readWithin parts that it reads within, of which one must itself have parts
 * @param askedWithin parts that its condition asks within, of which one must itself have parts
 */
record Needs(long read, long asked, long readWithin, long askedWithin) {
    /** Needs of a row that reads nothing where it stands. */
    static Needs of(When when, Base base) {
        return new Needs(0, when.needs(base), 0, when.needsWithin(base));
    }

    /** Needs of a row that reads one place. */
    static Needs of(When when, Base base, Place place) {
        Needs needs = of(when, base);
        return new Needs(base.bit(place), needs.asked, base.within(place), needs.askedWithin);
    }

    /** By which the row is found: the parts that it reads or, if there are none, asks of. */
    long first() {
        return read == 0 ? asked : read;
    }

    /** True when the row is to be asked. */
    boolean met(Present present) {
        return some(asked, present.valued())
                && some(readWithin, present.parted())
                && some(askedWithin, present.parted());
    }

    private static boolean some(long wanted, long there) {
        return wanted == 0 || (wanted & there) != 0;
    }
}

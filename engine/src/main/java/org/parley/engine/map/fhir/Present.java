package org.parley.engine.map.fhir;

/**
 * Which fields of a segment, or components of a value, have something to read: a bit for each of
 * the numbers 1 to 63.
 *
 * @param valued those that are not empty
 * @param parted those of them in which a delimiter stands: only these have a second part
 */
record Present(long valued, long parted) {
    static final Present NOTHING = new Present(0, 0);
}

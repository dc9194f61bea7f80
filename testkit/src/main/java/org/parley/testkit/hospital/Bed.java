package org.parley.testkit.hospital;

/**
 * A bed on a ward.
 *
 * @param place as PV1-3 has it: ward^bay^bed^site
 */
record Bed(Ward ward, int number, String place) {}

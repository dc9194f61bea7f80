package org.parley.testkit.hospital;

/**
 * A message being written.
 *
 * @param type MSH-9.1 and 9.2, {@code ADT^A01}
 * @param late how many seconds after the event it is sent
 */
record Draft(
        SystemPort port, String type, String controlId, long sequence, long late, Hl7Text text) {}

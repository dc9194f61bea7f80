package org.parley.testkit.nhs;

/**
 * Whom the double knows to be registered with a practice.
 *
 * @param nhsNumber ten digits
 * @param born yyyyMMdd
 * @param practice mailbox of the practice; blank when it has none
 */
public record MeshPatient(String nhsNumber, String born, String surname, String practice) {}

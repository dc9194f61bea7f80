package org.parley.testkit.hospital;

import java.time.Instant;

/**
 * One message on its way out of a system of the hospital.
 *
 * @param due when it is sent, in simulated time
 * @param port which system sends it, {@code pas.adt}
 * @param bytes the message without framing; shared, do not change
 * @param facts the truth about it
 */
public record Event(Instant due, String port, byte[] bytes, Facts facts) {}

/**
 * A simulated UK hospital: a seed in, a stream of messages out, with the truth about each.
 *
 * <p>Contract. {@link Hospital#next} never ends and never blocks; the same settings give the same
 * bytes, in the same order, whatever the machine, the time of day or the time zone. All content is
 * invented: NHS numbers lie in the 999 range, organisation codes, postcodes and registration
 * numbers have the right shape and belong to nobody. Memory is bounded by the number of people and
 * beds, not by how long it runs. Not thread-safe: one thread asks, others may use what it got.
 */
@NullMarked
package org.parley.testkit.hospital;

import org.jspecify.annotations.NullMarked;

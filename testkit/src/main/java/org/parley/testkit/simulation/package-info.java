/**
 * A whole trust in one thread under one seed: senders, the engine's own code, receivers; clock,
 * disks and network are simulated and fail in every way that they fail in life, and the process
 * dies at any step. After the faults an oracle demands what Parley promises. The same seed gives
 * the same course in every process.
 */
@NullMarked
package org.parley.testkit.simulation;

import org.jspecify.annotations.NullMarked;

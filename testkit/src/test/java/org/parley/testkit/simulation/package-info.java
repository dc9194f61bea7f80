/** The simulated trust by seed, and the simulation itself put to the test. */
@NullMarked
package org.parley.testkit.simulation;

import org.jspecify.annotations.NullMarked;

/** Tests of the simulated hospital. */
@NullMarked
package org.parley.testkit.hospital;

import org.jspecify.annotations.NullMarked;

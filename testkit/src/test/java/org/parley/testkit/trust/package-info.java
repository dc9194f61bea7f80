/** Tests of the simulated systems around an engine, against a tiny engine that forwards. */
@NullMarked
package org.parley.testkit.trust;

import org.jspecify.annotations.NullMarked;

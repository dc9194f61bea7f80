/** The MLLP port and sender held to the contracts. */
@NullMarked
package org.parley.testkit.mllp;

import org.jspecify.annotations.NullMarked;

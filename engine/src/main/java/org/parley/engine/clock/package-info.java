/** Time, handed in through constructors so that a test can own it. */
@NullMarked
package org.parley.engine.clock;

import org.jspecify.annotations.NullMarked;

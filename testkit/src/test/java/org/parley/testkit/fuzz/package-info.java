/** Every input that a fuzzer found worth keeping, run again. */
@NullMarked
package org.parley.testkit.fuzz;

import org.jspecify.annotations.NullMarked;

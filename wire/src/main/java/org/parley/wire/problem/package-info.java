/** Problems as values: each has a code, a culprit, a text and a remedy. */
@NullMarked
package org.parley.wire.problem;

import org.jspecify.annotations.NullMarked;

/** Conformance: what a message is judged by. */
@NullMarked
package org.parley.conformance;

import org.jspecify.annotations.NullMarked;

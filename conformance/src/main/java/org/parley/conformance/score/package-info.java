/**
 * Scores of what ports send, by the rules that they must meet. A board is a fold over the journal:
 * the same entries under the same rules make the same scores, whenever they are read. Nothing here
 * waits, takes or sends.
 */
@NullMarked
package org.parley.conformance.score;

import org.jspecify.annotations.NullMarked;

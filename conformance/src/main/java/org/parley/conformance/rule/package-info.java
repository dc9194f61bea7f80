/**
 * Rules that no profile holds: whether numbers, codes and dates can be true at all.
 *
 * <p>Contract: pure functions of a resource; each finding has a rule's name and a mend, and shows
 * no value of the message.
 */
@NullMarked
package org.parley.conformance.rule;

import org.jspecify.annotations.NullMarked;

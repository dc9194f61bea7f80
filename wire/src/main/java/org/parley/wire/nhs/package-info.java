/**
 * Numbers and codes that the NHS uses: whether one can be right at all, by its shape and check
 * digit.
 */
@NullMarked
package org.parley.wire.nhs;

import org.jspecify.annotations.NullMarked;

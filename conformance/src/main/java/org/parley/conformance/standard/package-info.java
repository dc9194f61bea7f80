/**
 * The register of the standards that bind a trust and its suppliers: what each asks, since when,
 * and how it can be measured.
 */
@NullMarked
package org.parley.conformance.standard;

import org.jspecify.annotations.NullMarked;

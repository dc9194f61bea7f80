/**
 * Measurements: ratios in one run against a limit or a peer. Plain mains, bounded in time, on
 * loopback only.
 */
@NullMarked
package org.parley.bench;

import org.jspecify.annotations.NullMarked;

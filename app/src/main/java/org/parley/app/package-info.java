/**
 * The command line: the one place that wires the engine to this machine's clock, disk, network and
 * threads.
 */
@NullMarked
package org.parley.app;

import org.jspecify.annotations.NullMarked;

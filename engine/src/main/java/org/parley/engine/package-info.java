/** The engine: wires the path of a message together. */
@NullMarked
package org.parley.engine;

import org.jspecify.annotations.NullMarked;

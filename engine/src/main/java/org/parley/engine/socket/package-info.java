/** Connections that never block, plain or through TLS, for one thread that serves many. */
@NullMarked
package org.parley.engine.socket;

import org.jspecify.annotations.NullMarked;

/** Ports: how bytes come in, and what is answered when. */
@NullMarked
package org.parley.engine.receive;

import org.jspecify.annotations.NullMarked;

/** The journal: the append-only truth. Knows nothing of routes, maps or deliveries. */
@NullMarked
package org.parley.engine.journal;

import org.jspecify.annotations.NullMarked;

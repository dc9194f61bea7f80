/**
 * Routing: conditions, order keys and the router. Pure: the same message and the same plan give the
 * same deliveries, for ever, so that a replay is a proof.
 */
@NullMarked
package org.parley.engine.route;

import org.jspecify.annotations.NullMarked;

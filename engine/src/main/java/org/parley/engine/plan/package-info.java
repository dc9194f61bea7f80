/**
 * What the engine has been told to do: ports, destinations, routes. Immutable data; made by config,
 * read by everyone.
 */
@NullMarked
package org.parley.engine.plan;

import org.jspecify.annotations.NullMarked;

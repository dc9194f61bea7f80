/** Outboxes: how messages leave, in order, and what came back. */
@NullMarked
package org.parley.engine.deliver;

import org.jspecify.annotations.NullMarked;

/**
 * The ledger: a fold over the journal that says, at every moment, what came in, what became of it,
 * what is owed to whom and what is parked. One thread steps it. Everything here can be thrown away
 * and folded again; checkpoints only shorten the fold.
 */
@NullMarked
package org.parley.engine.ledger;

import org.jspecify.annotations.NullMarked;

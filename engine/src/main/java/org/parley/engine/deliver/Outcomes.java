package org.parley.engine.deliver;

import org.parley.wire.problem.Problem;

/** Where a lane writes what became of a delivery. Written to the journal, not waited for. */
interface Outcomes {
    void delivered(Item item, String code);

    void parked(Item item, Problem problem, boolean holdsKey);
}

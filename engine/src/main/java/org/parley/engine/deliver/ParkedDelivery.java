package org.parley.engine.deliver;

import java.time.Instant;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.wire.problem.Problem;

/**
 * A delivery put aside for a person.
 *
 * @param ref which one
 * @param since when it was parked
 * @param problem why
 * @param owner who answers for it
 * @param holdsKey later messages of the same key wait for the decision
 */
public record ParkedDelivery(
        DeliveryRef ref, Instant since, Problem problem, String owner, boolean holdsKey) {}

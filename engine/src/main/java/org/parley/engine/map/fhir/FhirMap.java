package org.parley.engine.map.fhir;

import java.util.Map;
import java.util.Optional;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Structures;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** A compiled map from v2 to FHIR. Immutable, pure, for many threads at once. */
public final class FhirMap {
    private final Map<String, MessagePlan> plans;
    private final Settings settings;

    FhirMap(Map<String, MessagePlan> plans, Settings settings) {
        this.plans = Map.copyOf(plans);
        this.settings = settings;
    }

    /** What a map made. */
    public sealed interface Made {
        /** A Bundle as JSON. */
        record Bundle(byte[] json) implements Made {}

        /** The message cannot become one. */
        record Impossible(Problem problem) implements Made {}
    }

    /** Makes a Bundle of a message. */
    public Made apply(Message message) {
        return apply(message, Account.NONE);
    }

    Made apply(Message message, Account account) {
        Optional<MessagePlan> plan = plan(message);
        if (plan.isEmpty()) {
            return new Made.Impossible(
                    new Problem(
                            "PAR-4190",
                            Culprit.CONFIG,
                            "There is no message table for "
                                    + Structures.standard().name(message).orElse("this message")
                                    + ".",
                            "Write one, or let the route send only what has one."));
        }
        Run run = new Run(message, settings, account);
        try {
            new MessagePlan.Walk(run).group(plan.get().root(), 0);
        } catch (Coded.Parked parked) {
            return new Made.Impossible(
                    new Problem(
                            "PAR-4191",
                            Culprit.CONFIG,
                            "A code has no row in the code table " + parked.table() + ".",
                            "Add the code to the table, release, and send the message again."));
        }
        return new Made.Bundle(new Finish(run).bundle());
    }

    private Optional<MessagePlan> plan(Message message) {
        return Structures.standard().name(message).map(plans::get);
    }
}

package org.parley.engine.map;

import org.parley.engine.plan.Mapping;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * A map from v2 to v2, and behind it one that makes another format of the message.
 *
 * @param first must make one message
 * @param then what is made of that
 */
public record Chain(Mapping first, Mapping then) implements Mapping {
    @Override
    public Mapped apply(Message message) {
        return switch (first.apply(message)) {
            case Mapped.Impossible impossible -> impossible;
            case Mapped.Content content -> content;
            case Mapped.Messages made ->
                    made.messages().size() == 1
                            ? then.apply(made.messages().getFirst())
                            : new Mapped.Impossible(
                                    new Problem(
                                            "PAR-4192",
                                            Culprit.CONFIG,
                                            "Map "
                                                    + first.name()
                                                    + " made "
                                                    + made.messages().size()
                                                    + " messages, and one is needed for "
                                                    + then.name()
                                                    + ".",
                                            "Let the maps before it make one message of one."));
        };
    }

    @Override
    public String name() {
        return first.name() + ", " + then.name();
    }
}

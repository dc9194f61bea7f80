package org.parley.wire.hl7v2;

import java.util.ArrayList;
import java.util.List;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * How a message differs from the structure that its event has in the standard. Findings are for
 * conformance and never refuse a message; Z segments are always welcome.
 */
public final class StructureCheck implements Groups.Findings {
    /** Most findings for one message. */
    public static final int MAX_FINDINGS = 50;

    private static final String REMEDY =
            "Compare the message with the standard's structure and tell the sender.";

    private final Message message;
    private final int version;
    private final List<Problem> found = new ArrayList<>();

    private StructureCheck(Message message) {
        this.message = message;
        this.version = Version.number(message.version());
    }

    /** What differs, at most {@link #MAX_FINDINGS}; empty for a message as the standard has it. */
    public static List<Problem> of(Message message) {
        StructureCheck check = new StructureCheck(message);
        Part.Group grammar = Structures.standard().grammar(message);
        if (grammar == null) {
            check.add("PAR-1032", "The message structure is not known, so it was not checked.");
        } else {
            check.declared(grammar);
            Groups.walk(message, grammar, check);
        }
        return List.copyOf(check.found);
    }

    private void declared(Part.Group grammar) {
        String sent = message.declaredStructure();
        boolean trigger =
                Structures.standard()
                        .forEvent(message.type(), message.trigger())
                        .map(grammar.name()::equals)
                        .orElse(true);
        if (!trigger || (!sent.isEmpty() && !sent.equals(grammar.name()))) {
            add(
                    "PAR-1033",
                    "MSH-9.3 is not the structure of this event; it was checked as "
                            + grammar.name()
                            + ".");
        }
    }

    @Override
    public void missing(Part.Group within, Part part) {
        if (part.since() > version) {
            return;
        }
        String what =
                switch (part) {
                    case Part.Leaf leaf -> Bytes.name(leaf.names().getFirst());
                    case Part.Group group -> "group " + group.name();
                };
        add(
                "PAR-1030",
                "Required by the standard but missing: " + what + " in " + within.name() + ".");
    }

    @Override
    public void unexpected(int segment) {
        add(
                "PAR-1031",
                "Not expected there by the standard: "
                        + message.segmentName(segment)
                        + ", segment "
                        + (segment + 1)
                        + ".");
    }

    @Override
    public void placed(int segment, Part.Leaf leaf) {
        if (leaf.since() > version && version > 0) {
            add(
                    "PAR-1034",
                    message.segmentName(segment)
                            + ", segment "
                            + (segment + 1)
                            + ", came into this structure after version "
                            + message.version()
                            + ".");
        }
    }

    private void add(String code, String text) {
        if (found.size() < MAX_FINDINGS) {
            found.add(new Problem(code, Culprit.SENDER, text, REMEDY));
        }
    }
}

package org.parley.engine.map.fhir.back;

import java.util.List;
import org.parley.engine.map.fhir.Elements;
import org.parley.engine.map.fhir.back.WalkReader.Wrong;
import org.parley.engine.plan.Condition;
import org.parley.wire.fhir.Json;
import org.parley.wire.hl7v2.Message;

/**
 * Conditions of routes from ports that speak FHIR: paths that begin with a type of resource, and
 * mean every resource of that type in what came in. {@code Appointment.status = booked}.
 */
public final class FhirConditions {
    private FhirConditions() {}

    /** The answer to parsing a text. */
    public sealed interface Parse {
        /** A condition. */
        record Ok(Condition condition) implements Parse {}

        /** Not a condition, and why: a plain sentence. */
        record No(String reason) implements Parse {}
    }

    /** Parses and compiles what a person wrote. Never throws. */
    public static Parse parse(String text) {
        WalkReader walks = new WalkReader(new Types(Elements.load()));
        try {
            return new Parse.Ok(
                    new Compiled(text, new AskReader(text, walks, "", Scope.of("")).whole()));
        } catch (Wrong wrong) {
            return new Parse.No(wrong.reason());
        }
    }

    private record Compiled(String text, Ask ask) implements Condition {
        @Override
        public boolean test(Message message) {
            return false;
        }

        @Override
        public boolean test(Json body) {
            if (!(body instanceof Json.Members root)) {
                return false;
            }
            Run run = new Run(new Content(root), Account.NONE);
            run.variable(Scope.BUNDLE, List.of(Node.of(root)));
            return ask.test(run, Node.of(root), null);
        }
    }
}

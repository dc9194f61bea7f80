package org.parley.engine.config;

import java.util.Optional;
import org.parley.engine.plan.Condition;

/** A condition's text becomes a condition, or a lint at the very character. */
record ConditionText(ConditionCompiler compiler, Lints lints) {

    /** The condition of a key; always true when the key is absent. */
    Optional<Condition> compile(Optional<String> text, Written written, String key) {
        if (text.isEmpty()) {
            return Optional.of(Condition.always());
        }
        return switch (compiler.compile(text.get())) {
            case ConditionCompiler.Compiled.Ok ok -> Optional.of(ok.condition());
            case ConditionCompiler.Compiled.Wrong wrong -> {
                lints.error(
                        written.inside(key, wrong.at()),
                        "PAR-3024",
                        "This condition cannot be understood: " + sentence(wrong.reason()),
                        "Write for example: MSH-9.2 in (A01, A02) and PV1-3.1 valued");
                yield Optional.empty();
            }
        };
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") || reason.endsWith("?") ? reason : reason + ".";
    }
}

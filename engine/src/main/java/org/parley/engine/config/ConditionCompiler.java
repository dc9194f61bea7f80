package org.parley.engine.config;

import org.parley.engine.plan.Condition;

/** Makes conditions of their text. */
public interface ConditionCompiler {
    /** Never throws. */
    Compiled compile(String text);

    /** What came of it. */
    sealed interface Compiled {
        /** A condition. */
        record Ok(Condition condition) implements Compiled {}

        /**
         * None.
         *
         * @param reason a plain sentence
         * @param at the character of the text, from 0
         */
        record Wrong(String reason, int at) implements Compiled {}
    }
}

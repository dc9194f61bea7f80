package org.parley.engine.route;

import java.util.List;
import java.util.function.ToLongFunction;
import org.parley.engine.plan.Condition;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/**
 * Conditions in HL7's own words: {@code MSH-9.2 in (A01, A02) and PV1-3.1 valued}. The whole
 * language, with its rules about repeats, case and the null value, is in docs/guide/conditions.md.
 *
 * <p>A condition reads the message and nothing else, has no loops, and its cost is bounded by its
 * own length times the number of values in the message.
 */
public final class Conditions {
    /** Longest condition, in characters. */
    public static final int MAX_LENGTH = 4096;

    /** Deepest nesting of not and parentheses. */
    public static final int MAX_DEPTH = 32;

    /** Longest list after {@code in}, in values. */
    public static final int MAX_LIST = 500;

    private Conditions() {}

    /** The answer to parsing a text. */
    public sealed interface Parse {
        /** A condition. */
        record Ok(Compiled condition) implements Parse {}

        /**
         * Not a condition.
         *
         * @param reason what is wrong and what was expected, plain sentences
         * @param at index of the character where it went wrong
         */
        record Wrong(String reason, int at) implements Parse {}
    }

    /**
     * A path that a condition reads.
     *
     * @param path the path
     * @param at index of its first character in the condition
     */
    public record PathUse(Path path, int at) {}

    /** Parses and compiles what a person wrote. Never throws. */
    public static Parse parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Parse.Wrong(
                    "A condition has at most " + MAX_LENGTH + " characters.", MAX_LENGTH);
        }
        ConditionParser parser = new ConditionParser(text);
        try {
            Clause clause = parser.whole();
            return new Parse.Ok(new Compiled(text, clause, parser.reads()));
        } catch (Mistake mistake) {
            return new Parse.Wrong(mistake.reason(), mistake.at());
        }
    }

    /** A condition ready to be asked. Immutable. */
    public static final class Compiled implements Condition {
        private final String text;
        private final Clause clause;
        private final List<PathUse> reads;

        Compiled(String text, Clause clause, List<PathUse> reads) {
            this.text = text;
            this.clause = clause;
            this.reads = List.copyOf(reads);
        }

        @Override
        public boolean test(Message message) {
            return clause.test(new AskedMessage(message, Focus.NONE));
        }

        /** The same, asked of one occurrence: see {@link Focus}. */
        public boolean test(Message message, Focus focus) {
            return clause.test(new AskedMessage(message, focus));
        }

        /** The same, asked of what someone else reads. */
        public boolean test(Asked asked) {
            return clause.test(asked);
        }

        /**
         * Bits of places of which at least one must have a value for the condition to hold; none
         * when it may hold without. So a condition on what is empty need not be asked.
         *
         * @param bit the bit of a path, 0 for one that has none
         */
        public long needs(ToLongFunction<Path> bit) {
            return clause.needs(bit);
        }

        @Override
        public String text() {
            return text;
        }

        /** Every path it reads, in the order of the text. */
        public List<PathUse> reads() {
            return reads;
        }

        /**
         * Paths that can hardly be meant: a field that no version of the standard has.
         *
         * @return reason and place of each
         */
        public List<Parse.Wrong> doubts() {
            return reads.stream()
                    .flatMap(use ->
                            KnownFields.doubt(use.path()).stream()
                                    .map(why -> new Parse.Wrong(why, use.at())))
                    .toList();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Compiled compiled && compiled.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

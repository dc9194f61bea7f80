package org.parley.engine.route;

import java.util.Locale;
import java.util.Set;

/** What a condition asks of one value; the value is decoded text, empty when there is none. */
sealed interface ValueTest {
    /** HL7's "delete this value": two double quotes. */
    String NULL = "\"\"";

    boolean test(String value);

    /** Something is there, and it is not HL7's null. */
    record Valued() implements ValueTest {
        @Override
        public boolean test(String value) {
            return !value.isEmpty() && !value.equals(NULL);
        }
    }

    /** One of these texts, letter for letter. */
    record OneOf(Set<String> texts) implements ValueTest {
        public OneOf {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean test(String value) {
            return texts.contains(value);
        }
    }

    /** Begins with this text. */
    record StartsWith(String start) implements ValueTest {
        @Override
        public boolean test(String value) {
            return value.startsWith(start);
        }
    }

    /** Ends with this text. */
    record EndsWith(String end) implements ValueTest {
        @Override
        public boolean test(String value) {
            return value.endsWith(end);
        }
    }

    /** Has this text somewhere. */
    record Contains(String part) implements ValueTest {
        @Override
        public boolean test(String value) {
            return value.contains(part);
        }
    }

    /** Length in characters as a person counts them (code points); an absent value has none. */
    record Length(Relation relation, long number) implements ValueTest {
        @Override
        public boolean test(String value) {
            return relation.holds(value.codePointCount(0, value.length()), number);
        }
    }

    /** The same question, upper and lower case being one; its texts are already in lower case. */
    record IgnoringCase(ValueTest inner) implements ValueTest {
        @Override
        public boolean test(String value) {
            return inner.test(value.toLowerCase(Locale.ROOT));
        }
    }
}

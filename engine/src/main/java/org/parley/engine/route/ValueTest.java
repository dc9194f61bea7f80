package org.parley.engine.route;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** What a condition asks of one value; the value is decoded text, empty when there is none. */
public sealed interface ValueTest {
    /** HL7's "delete this value": two double quotes. */
    String NULL = "\"\"";

    /** Asks of a text. */
    boolean test(String value);

    /** Asks of ASCII bytes, which stand for themselves. */
    default boolean test(byte[] bytes, int from, int end) {
        return test(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
    }

    /** Something is there, and it is not HL7's null. */
    record Valued() implements ValueTest {
        @Override
        public boolean test(String value) {
            return !value.isEmpty() && !value.equals(NULL);
        }

        @Override
        public boolean test(byte[] bytes, int from, int end) {
            int length = end - from;
            return length > 0 && !(length == 2 && bytes[from] == '"' && bytes[from + 1] == '"');
        }
    }

    /** One of these texts, letter for letter. */
    final class OneOf implements ValueTest {
        /** Longest text that is compared as a number, in bytes; one more tells the length. */
        private static final int SHORT = 7;

        private final Set<String> texts;
        private final long[] shorts;
        private final boolean allShort;

        OneOf(Set<String> texts) {
            this.texts = Set.copyOf(texts);
            shorts =
                    texts.stream()
                            .map(text -> text.getBytes(StandardCharsets.UTF_8))
                            .filter(bytes -> bytes.length <= SHORT)
                            .mapToLong(bytes -> number(bytes, 0, bytes.length))
                            .toArray();
            allShort = shorts.length == texts.size();
        }

        @Override
        public boolean test(String value) {
            return texts.contains(value);
        }

        @Override
        public boolean test(byte[] bytes, int from, int end) {
            if (end - from > SHORT) {
                return !allShort && ValueTest.super.test(bytes, from, end);
            }
            long wanted = number(bytes, from, end);
            for (long text : shorts) {
                if (text == wanted) {
                    return true;
                }
            }
            return false;
        }

        private static long number(byte[] bytes, int from, int end) {
            long number = (long) end - from;
            for (int i = from; i < end; i++) {
                number = number << 8 | (bytes[i] & 0xff);
            }
            return number;
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

    /** Is in this form; what is absent is in none. */
    record Formed(Form form) implements ValueTest {
        @Override
        public boolean test(String value) {
            return form.holds(value);
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

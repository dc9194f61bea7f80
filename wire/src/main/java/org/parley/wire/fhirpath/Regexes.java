package org.parley.wire.fhirpath;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions that give up after so many steps, whatever they are. */
public final class Regexes {
    /** Most characters that one match may look at. */
    public static final int MAX_STEPS = 2_000_000;

    private Regexes() {}

    /** Compiles; a wrong one is an expression that is wrong. */
    public static Pattern compile(String regex, int flags) {
        try {
            return Pattern.compile(regex, flags);
        } catch (PatternSyntaxException broken) {
            throw new FhirPathException("a regular expression cannot be read");
        }
    }

    /** A matcher that throws {@link FhirPathException} when it looks too often. */
    public static Matcher matcher(Pattern pattern, String text) {
        return pattern.matcher(new Counted(text, new int[1]));
    }

    private record Counted(CharSequence text, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MAX_STEPS) {
                throw new FhirPathException("a regular expression does not end on this text");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}

package org.parley.conformance.rule;

/** Takes the content out of a value and leaves its form: {@code Smith 7} is {@code Xxxxx 9}. */
public final class Mask {
    /** Longest masked value, in characters. */
    static final int MAX_LENGTH = 40;

    private Mask() {}

    /** The form of a value. */
    public static String of(String value) {
        StringBuilder out = new StringBuilder();
        int end = Math.min(value.length(), MAX_LENGTH);
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            out.append(masked(c));
        }
        return value.length() > end ? out.append('…').toString() : out.toString();
    }

    /** Whatever is neither ASCII's letter, digit nor sign could be a letter of a name. */
    private static char masked(char c) {
        if (Character.isDigit(c)) {
            return '9';
        }
        if (Character.isUpperCase(c)) {
            return 'X';
        }
        return c < 0x20 || c > 0x7e || Character.isLetter(c) ? 'x' : c;
    }
}

package org.parley.engine.map;

import java.util.Locale;

/** One step of what a table's column {@code how} does to a text. Pure; lengths in characters. */
public sealed interface How {
    /** Longest text that padding makes, in characters. */
    int MAX_PADDED = 1_000;

    String apply(String text);

    /** Blanks at both ends go. */
    record Trim() implements How {
        @Override
        public String apply(String text) {
            return text.strip();
        }
    }

    /** Capital letters. */
    record Upper() implements How {
        @Override
        public String apply(String text) {
            return text.toUpperCase(Locale.ROOT);
        }
    }

    /** Small letters. */
    record Lower() implements How {
        @Override
        public String apply(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /** Only the digits 0 to 9 stay. */
    record Digits() implements How {
        @Override
        public String apply(String text) {
            StringBuilder out = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= '0' && c <= '9') {
                    out.append(c);
                }
            }
            return out.toString();
        }
    }

    /** The first so many characters; a shorter text stays as it is. */
    record First(int count) implements How {
        @Override
        public String apply(String text) {
            return text.codePointCount(0, text.length()) <= count
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, count));
        }
    }

    /** The last so many characters; a shorter text stays as it is. */
    record Last(int count) implements How {
        @Override
        public String apply(String text) {
            int length = text.codePointCount(0, text.length());
            return length <= count
                    ? text
                    : text.substring(text.offsetByCodePoints(0, length - count));
        }
    }

    /** What stands before the first such text; everything when it is not there. */
    record Before(String sign) implements How {
        @Override
        public String apply(String text) {
            int at = text.indexOf(sign);
            return at < 0 ? text : text.substring(0, at);
        }
    }

    /** What stands after the first such text; nothing when it is not there. */
    record After(String sign) implements How {
        @Override
        public String apply(String text) {
            int at = text.indexOf(sign);
            return at < 0 ? "" : text.substring(at + sign.length());
        }
    }

    /** Every such text becomes the other one. */
    record Replace(String old, String by) implements How {
        @Override
        public String apply(String text) {
            return text.replace(old, by);
        }
    }

    /** Zeros (or another sign) before it until it is so long. */
    record Pad(int length, char with) implements How {
        @Override
        public String apply(String text) {
            int missing = length - text.codePointCount(0, text.length());
            return missing <= 0 ? text : String.valueOf(with).repeat(missing) + text;
        }
    }

    /** Zeros at the front go; a lone zero stays. */
    record NoLeadingZeros() implements How {
        @Override
        public String apply(String text) {
            int at = 0;
            while (at < text.length() - 1 && text.charAt(at) == '0') {
                at++;
            }
            return text.substring(at);
        }
    }

    /** The day of an HL7 time stamp: {@code 20260105093015+0000} gives {@code 20260105}. */
    record Date() implements How {
        @Override
        public String apply(String text) {
            return leadingDigits(text, 8);
        }
    }

    /** An HL7 time stamp to the minute, without its zone. */
    record Minutes() implements How {
        @Override
        public String apply(String text) {
            return leadingDigits(text, 12);
        }
    }

    /** At most so many digits from the front; what has none stays as it is. */
    private static String leadingDigits(String text, int most) {
        int at = 0;
        while (at < most && at < text.length() && "0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at == 0 ? text : text.substring(0, at);
    }
}

package org.parley.wire.hl7v2;

/**
 * The delimiters of a message as MSH-1 and MSH-2 declare them (HL7 v2 chapter 2, message
 * delimiters); NUL for one that is not in use.
 *
 * @param field MSH-1, usually {@code |}
 * @param component first of MSH-2, usually {@code ^}
 * @param repetition second, usually {@code ~}
 * @param escape third, usually {@code \}; when MSH-2 is too short to say, {@code \} is meant
 * @param subcomponent fourth, usually {@code &}; when MSH-2 is too short to say, none
 * @param truncation fifth, from version 2.7, usually {@code #}
 */
public record Delimiters(
        char field,
        char component,
        char repetition,
        char escape,
        char subcomponent,
        char truncation) {
    /** Stands for a delimiter that is not in use. */
    public static final char NONE = 0;

    private static final Delimiters USUAL = new Delimiters('|', '^', '~', '\\', '&', NONE);

    public Delimiters {
        if (!usable(field)) {
            throw new IllegalArgumentException("not a field separator: " + (int) field);
        }
    }

    /** {@code |^~\&}. */
    public static Delimiters usual() {
        return USUAL;
    }

    /** MSH-2 for these delimiters. */
    public String encodingCharacters() {
        StringBuilder text = new StringBuilder(5);
        for (char each : new char[] {component, repetition, escape, subcomponent, truncation}) {
            if (each == NONE) {
                break;
            }
            text.append(each);
        }
        return text.toString();
    }

    /** True for a printable ASCII character that is neither letter nor digit nor space. */
    static boolean usable(int c) {
        boolean wordly = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return c > ' ' && c < 0x7f && !wordly;
    }

    /** True when the character structures a message. */
    boolean structural(char c) {
        boolean inner = c == component || c == repetition || c == escape || c == subcomponent;
        return c == field || (c != NONE && inner);
    }
}

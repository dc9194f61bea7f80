package org.parley.conformance.terminology;

/**
 * Is this code in this value set?
 *
 * @param valueSet its canonical address; empty to ask whether the system has the code
 * @param system address of the code system; empty where a plain code stands
 * @param code empty to ask whether the value set has other codes than those that are known of it
 */
public record Question(String valueSet, String system, String code) {
    /** Longest of the three, in characters. */
    static final int MAX_LENGTH = 500;

    /** Whether a value set has other codes than those that are known of it. */
    static Question others(String valueSet) {
        return new Question(valueSet, "", "");
    }

    /** Whether only a whole expansion of the value set can answer it. */
    boolean needsExpansion() {
        return system.isEmpty();
    }

    /** Whether it can be asked and written down: nothing too long, no control characters. */
    boolean fits() {
        return fits(valueSet) && fits(system) && fits(code);
    }

    private static boolean fits(String text) {
        return text.length() <= MAX_LENGTH && text.chars().noneMatch(c -> c < ' ');
    }
}

package org.parley.conformance.terminology;

/**
 * Is this code in this value set?
 *
 * @param valueSet its canonical address; empty to ask whether the system has the code
 * @param system address of the code system
 */
public record Question(String valueSet, String system, String code) {
    /** Longest of the three, in characters. */
    static final int MAX_LENGTH = 500;

    /** Whether it can be asked and written down: nothing too long, no control characters. */
    boolean fits() {
        return fits(valueSet) && fits(system) && fits(code);
    }

    private static boolean fits(String text) {
        return text.length() <= MAX_LENGTH && text.chars().noneMatch(c -> c < ' ');
    }
}

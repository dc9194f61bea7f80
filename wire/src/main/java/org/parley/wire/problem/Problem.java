package org.parley.wire.problem;

/**
 * Something that went wrong, said so that a person can act on it. Never holds patient data.
 *
 * @param code stable code, {@code PAR-} and four digits, listed in docs/problems.md
 * @param culprit whose doing it is
 * @param text what happened, one plain sentence
 * @param remedy what to do about it, one plain sentence
 */
public record Problem(String code, Culprit culprit, String text, String remedy) {
    public Problem {
        if (!code.matches("PAR-\\d{4}")) {
            throw new IllegalArgumentException("a problem code is PAR- and four digits: " + code);
        }
        if (text.isBlank() || remedy.isBlank()) {
            throw new IllegalArgumentException("a problem has a text and a remedy: " + code);
        }
    }

    /** One line for a log or a terminal. */
    @Override
    public String toString() {
        return code + " (" + culprit + ") " + text + " " + remedy;
    }
}

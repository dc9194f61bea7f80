package org.parley.conformance.validate;

import org.parley.wire.problem.Culprit;

/**
 * One thing that was found. Shows no value of the message.
 *
 * @param level how bad it is
 * @param rule short name of the rule, or the key of an invariant
 * @param path where, from the resource: {@code Patient.identifier[0].value}
 * @param profile the profile that says so, with its version where it has one
 * @param culprit whose doing it is
 * @param text what is wrong, a plain sentence
 * @param mend what to do about it, a plain sentence
 */
public record Finding(
        Level level,
        String rule,
        String path,
        String profile,
        Culprit culprit,
        String text,
        String mend) {
    /** How bad a finding is. */
    public enum Level {
        /** The message breaks the rule. */
        ERROR,
        /** It could not be decided here whether it does. */
        UNDECIDED,
        /** It is allowed, but should not be. */
        WARNING
    }
}

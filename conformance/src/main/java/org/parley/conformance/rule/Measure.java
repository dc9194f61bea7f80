package org.parley.conformance.rule;

import java.util.Locale;

/**
 * What a rule tells about a system. The fourth measure, what is claimed, is not measured: it is
 * what {@code must} says.
 */
public enum Measure {
    /** Is it sent in the form that the standard asks for? */
    SPOKEN(0.95, "in the form that is asked for"),
    /** Is what is sent put together as the standard says? */
    WELL_FORMED(0.99, "put together as asked"),
    /** Can the receiver act on it: is it coded, complete, and does it agree with itself? */
    MEANINGFUL(0.90, "coded and complete");

    private final double target;
    private final String words;

    Measure(double target, String words) {
        this.target = target;
        this.words = words;
    }

    /** The share of messages from which on a system passes: ours, no standard states one. */
    public double target() {
        return target;
    }

    /** How it is written in a rule: {@code well-formed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it means, to stand behind "messages". */
    public String words() {
        return words;
    }
}

package org.parley.conformance.score;

import org.parley.conformance.rule.Measure;

/** What is counted by itself. */
public sealed interface Cell {
    /** The week of the day on which the message came: {@code 2026-W10}. */
    String week();

    /** The sender's software, as far as its messages say it. */
    String software();

    /** The port, {@code pas.adt}. */
    String port();

    /** Messages by one rule. */
    record OfRule(String week, String software, String port, String rule) implements Cell {}

    /** Messages by all rules of a standard that tell about one measure, warnings left out. */
    record OfMeasure(String week, String software, String port, String standard, Measure measure)
            implements Cell {}
}

package org.parley.conformance.rule;

/** How bad it is to break a rule. */
public enum Severity {
    /** The standard says must; a message that breaks it does not conform. */
    ERROR,
    /** The standard says should, or a receiver suffers; it is counted and lowers no measure. */
    WARNING
}

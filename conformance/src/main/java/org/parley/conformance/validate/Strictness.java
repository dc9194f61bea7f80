package org.parley.conformance.validate;

/**
 * What is an error for one reader and none for another.
 *
 * @param onlyKnownExtensions whether an extension that no package defines is an error
 * @param noHtml whether a text that looks like HTML is an error; else it is a warning
 * @param noExamples whether an address at example.org is an error
 */
public record Strictness(boolean onlyKnownExtensions, boolean noHtml, boolean noExamples) {
    /** As FHIR itself is: what is not forbidden is allowed. */
    public static final Strictness PLAIN = new Strictness(false, false, false);
}

package org.parley.wire.fhirpath;

/** An expression cannot be read, or means nothing for what it is given. */
public final class FhirPathException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the expression; never shows a value of the message. */
    public FhirPathException(String text) {
        super(text, null, false, false);
    }
}

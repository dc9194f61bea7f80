package org.parley.conformance.terminology;

import java.io.IOException;

/** A terminology server. */
public interface Server {
    /**
     * Asks and waits; an {@link IOException} with a plain sentence when the server is not there or
     * wants to be asked later.
     */
    Reply ask(Question question) throws IOException, InterruptedException;

    /** Asks for the codes of a value set from a place on, one page of them. */
    Page expand(String valueSet, int from) throws IOException, InterruptedException;
}

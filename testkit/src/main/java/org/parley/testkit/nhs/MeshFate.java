package org.parley.testkit.nhs;

/** What happens to a request on its way: so that a test can break the line at every step. */
public enum MeshFate {
    /** It is answered. */
    ANSWERED,
    /** The line breaks before the service sees it. */
    REQUEST_LOST,
    /** The service does what it is asked, and the line breaks before the answer. */
    ANSWER_LOST,
    /** 503, and nothing is done. */
    BUSY;

    /** Decides for each request, in their order. */
    public interface Chooser {
        /**
         * What happens to one request.
         *
         * @param number of the request, from 1
         * @param method and path, {@code POST /messageexchange/X26OT001/outbox}
         */
        MeshFate choose(long number, String method);
    }
}

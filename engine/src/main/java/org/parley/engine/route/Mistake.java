package org.parley.engine.route;

/**
 * What is wrong in a text and where. Leaves the recursive reading of a condition at once; never
 * leaves this package.
 */
final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final int at;

    Mistake(String reason, int at) {
        super(reason, null, false, false);
        this.reason = reason;
        this.at = at;
    }

    String reason() {
        return reason;
    }

    int at() {
        return at;
    }
}

package org.parley.engine.route;

/** How a count or a length compares with a number. */
enum Relation {
    GREATER,
    LESS,
    EQUAL,
    NOT_EQUAL,
    AT_LEAST,
    AT_MOST;

    boolean holds(long found, long number) {
        return switch (this) {
            case GREATER -> found > number;
            case LESS -> found < number;
            case EQUAL -> found == number;
            case NOT_EQUAL -> found != number;
            case AT_LEAST -> found >= number;
            case AT_MOST -> found <= number;
        };
    }
}

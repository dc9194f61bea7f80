package org.parley.engine.deliver;

/** What others tell a lane. */
sealed interface Nudge {
    long id();

    /** Its barrier is complete: it may be sent. */
    record Free(long id) implements Nudge {}

    /** A person wants it sent again. */
    record Resend(long id) implements Nudge {}

    /** A person gave it up: those behind it move up. */
    record Release(long id) implements Nudge {}

    /** The carrier's lane has dealt with this barrier: those behind it here move up. */
    record Passed(long id) implements Nudge {}
}

package org.parley.testkit.simulation;

/** What can go wrong. Each seed has about half of them, so that rare mixtures come up too. */
public enum Fault {
    /** The machine loses power: what was not forced is lost, torn or there. */
    POWER,
    /** The process dies between two steps or in the middle of a disk call. */
    KILL,
    /** A write fails. */
    WRITE_ERROR,
    /** A force fails; its bytes may never get to the disk. */
    FORCE_ERROR,
    /** A read fails. */
    READ_ERROR,
    /** A read brings back bytes with one bit turned. */
    BIT_FLIP,
    /** The disk is full for a while, at times to the last byte. */
    FULL_DISK,
    /** A commit takes seconds. */
    SLOW_DISK,
    /** The wall clock jumps by seconds, an hour, a day, forwards or back. */
    CLOCK_JUMP,
    /** A sender's connection breaks before or after its message came, or delivers late. */
    SENDER_NETWORK,
    /** A receiver refuses connections for a while. */
    REFUSED,
    /** A receiver's connection is reset, before or after the message came. */
    RESET,
    /** A receiver says nothing, or answers when nobody waits any more. */
    STALL,
    /** A receiver answers for another message. */
    FOREIGN_ANSWER,
    /** A receiver takes seconds. */
    SLOW_RECEIVER,
    /** A receiver always says no to certain messages. */
    REJECTED,
    /** A receiver breaks on certain messages and takes the others. */
    POISON,
    /** The engine is stopped in good order and started again. */
    CLEAN_STOP,
    /** It is started again with another configuration. */
    NEW_PLAN,
    /** Old messages are removed, by whatever the clock says. */
    RETENTION,
    /** A person sends parked deliveries again or closes them. */
    OPERATOR,

    /** A kind of {@link #POWER}: bytes that were written and not forced are gone. */
    LOST_WRITE(true),
    /** A kind of {@link #POWER}: of bytes written in one call some are there and some are not. */
    TORN_WRITE(true),
    /** A kind of {@link #POWER}: files that were made or renamed have their old names again. */
    LOST_NAME(true),
    /** A kind of {@link #POWER} and {@link #KILL}: in the middle of a call to the disk. */
    DEATH_IN_DISK_CALL(true),
    /** A kind of {@link #POWER}: the disk is gone a while before the process is. */
    DISK_GONE(true),
    /** A kind of {@link #FULL_DISK}: not one byte is left. */
    LAST_BYTE(true),
    /** A kind of {@link #CLOCK_JUMP}: back. */
    CLOCK_BACK(true),
    /** A kind of {@link #SENDER_NETWORK}: a sender goes silent in mid frame and tells nobody. */
    HALF_OPEN(true),
    /** A kind of {@link #SENDER_NETWORK}: a frame comes byte by byte. */
    DRIBBLED_FRAME(true),
    /** A kind of {@link #SENDER_NETWORK}: a message comes once more, late, over another line. */
    LATE_REPEAT(true),
    /** A kind of {@link #RESET}: after the receiver took the message. */
    RESET_AFTER_TAKING(true),
    /** A kind of {@link #STALL}: the receiver took the message and its answer came too late. */
    LATE_ANSWER(true);

    private final boolean kind;

    Fault() {
        this(false);
    }

    Fault(boolean kind) {
        this.kind = kind;
    }

    /** Whether it is a kind of another fault: counted, and possible whenever that one is. */
    boolean isKind() {
        return kind;
    }
}

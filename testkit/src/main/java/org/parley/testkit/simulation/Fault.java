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
    OPERATOR
}

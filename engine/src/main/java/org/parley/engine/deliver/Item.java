package org.parley.engine.deliver;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.journal.Entry;
import org.parley.engine.plan.Route.IfRejected;
import org.parley.wire.hl7v2.Message;

/**
 * One delivery as a lane sees it. A delivery that names several patients (a barrier) has one item
 * in each lane concerned; only the carrier's is sent. Owned by its lane's thread once offered.
 */
final class Item {
    /** How many legs one destination can have: the low bits of an id. */
    static final int LEG_BITS = 6;

    final long id;

    /** Known once {@link #known}; order keys of the whole message. */
    long[] keys = {};

    /** The journal lane of the message; its carrier. */
    int journalLane;

    boolean known;

    /** Bytes of the message. */
    long bytes;

    /** The message while it is young; loaded again when needed. */
    @Nullable Entry entry;

    /** The same, read; at hand or null together with or without the entry. */
    @Nullable Message read;

    @Nullable List<Outgoing> parts;
    int part;
    int attempts;
    int failures;
    int rejections;
    long notBefore;

    /** How many messages of the lane had been answered when this one first was not. */
    long gotThroughBefore;

    /** Set aside because it alone does not get through. */
    boolean suspect;

    /** A person had it sent again. */
    boolean sentAgain;

    /** Stands in line for its keys. */
    boolean queued;

    /** What to do when the receiver says no. */
    IfRejected ifRejected = new IfRejected.Park();

    /** When the message was received, in milliseconds since 1970. */
    long receivedMillis;

    Item(long id) {
        this.id = id;
    }

    static long id(long position, int leg) {
        return position << LEG_BITS | leg;
    }

    static long position(long id) {
        return id >>> LEG_BITS;
    }

    static int leg(long id) {
        return (int) (id & ((1 << LEG_BITS) - 1));
    }

    long position() {
        return position(id);
    }

    /** Forgets what can be loaded again, so that waiting costs little memory. */
    void shrink() {
        entry = null;
        read = null;
        if (part == 0) {
            parts = null;
        }
    }

    void know(Entry from, long[] orderKeys) {
        bytes = from.body().length;
        entry = bytes > LoadBudget.SMALL ? null : from;
        keys = orderKeys;
        journalLane = from.lane();
        receivedMillis = from.time().toEpochMilli();
        known = true;
    }
}

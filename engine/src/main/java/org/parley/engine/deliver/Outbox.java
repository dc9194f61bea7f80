package org.parley.engine.deliver;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.problem.Problem;

/**
 * All that is owed to one destination: what waits, in which order, and which lanes send it. The
 * ledger adds and settles; the lanes take. Short locked sections only; nothing here touches a disk
 * or a socket, so that one destination can never hold up another.
 */
public final class Outbox {
    /** Young deliveries that each lane is handed directly; older ones are found by id. */
    static final int WINDOW = 256;

    /**
     * Messages up to this size ride along with a young delivery; larger ones are read again when
     * their turn comes.
     */
    static final int YOUNG_BYTES = 1024 * 1024;

    /** Routes that may have sent to one destination over the life of a journal. */
    private static final int MOST_ROUTES = 1 << Item.LEG_BITS;

    private final String destination;
    private final int connections;
    private final List<LaneSupply> supplies = new ArrayList<>();
    private final Waiting waiting = new Waiting();
    private final Map<Long, Barrier> barriers = new HashMap<>();
    private final Map<Long, Long> acts = new HashMap<>();

    private final Set<Long> lost = new HashSet<>(); // a lane cannot read their message
    private final List<String> legs = new ArrayList<>();

    /**
     * @param connections lanes side by side; 0 for a destination that the plan does not have (any
     *     more): nothing is sent
     */
    public Outbox(String destination, int connections) {
        this.destination = destination;
        this.connections = connections;
        for (int i = 0; i < connections; i++) {
            supplies.add(new LaneSupply());
        }
    }

    public String destination() {
        return destination;
    }

    public int connections() {
        return connections;
    }

    // ---- the ledger's side

    /** Whether a route can have a leg here. */
    public synchronized boolean hasRoom(String route) {
        return legs.contains(route) || legs.size() < MOST_ROUTES;
    }

    /** The number of a route's leg here; the first time it is given the next number. */
    public synchronized int leg(String route) {
        int known = legs.indexOf(route);
        if (known >= 0) {
            return known;
        }
        if (legs.size() == MOST_ROUTES) {
            throw new IllegalStateException("more routes to " + destination + " than were checked");
        }
        legs.add(route);
        return legs.size() - 1;
    }

    /** The route of a leg. */
    public synchronized String route(int leg) {
        return legs.get(leg);
    }

    /**
     * A delivery is owed from now on.
     *
     * @param read the entry's body as its port reads it, if it is HL7 v2; saves reading it again
     */
    public synchronized boolean owe(
            long position, int leg, Entry entry, long[] keys, Optional<Message> read) {
        long id = Item.id(position, leg);
        if (!waiting.add(id, journalLanes(entry.lane(), keys))) {
            return false;
        }
        int lanes = lanes(entry.lane(), keys);
        for (int lane = 0; lane < connections; lane++) {
            if ((lanes >> lane & 1) == 1) {
                LaneSupply supply = supplies.get(lane);
                if (!supply.spilled && supply.window.size() < WINDOW) {
                    Item item = new Item(id);
                    item.know(entry, keys);
                    if (supply.youngBytes + entry.body().length > YOUNG_BYTES) {
                        item.entry = null;
                    } else {
                        item.read = read.orElse(null);
                        supply.youngBytes += entry.body().length;
                    }
                    supply.window.add(item);
                    supply.cursor = id;
                } else {
                    supply.spilled = true;
                }
                wake(supply);
            }
        }
        return true;
    }

    /** A delivery is no longer owed; false when it was not. */
    public synchronized boolean settle(long position, int leg, int journalLane) {
        long id = Item.id(position, leg);
        acts.remove(id);
        supplies.forEach(supply -> supply.forget(id));
        return waiting.remove(id, journalLane);
    }

    /**
     * A delivery is parked from now on, durably; false when it was not owed.
     *
     * @param holds it keeps its keys until a person decides; otherwise its lanes let go of them now
     */
    public synchronized boolean park(long position, int leg, int journalLane, boolean holds) {
        long id = Item.id(position, leg);
        int stood = waiting.lanesOf(id); // the outcome's own lane is not the message's when unread
        if (!settle(position, leg, journalLane)) {
            return false;
        }
        lost.remove(id);
        if (!holds) {
            barriers.remove(id);
            for (int lane = 0; lane < connections; lane++) {
                if (serves(lane, stood)) {
                    nudge(lane, new Nudge.Passed(id));
                }
            }
        }
        return true;
    }

    private boolean serves(int lane, int journalLanes) {
        for (int each = lane; each < Journal.LANES; each += connections) {
            if ((journalLanes >> each & 1) == 1) {
                return true;
            }
        }
        return false;
    }

    /**
     * A parked delivery is owed again.
     *
     * @param held it held its keys, so that its lanes still have it first in line
     * @param act position of the person's act: the plan in force there holds, and its body, if any,
     *     is sent
     */
    public synchronized void oweAgain(
            long position, int leg, int journalLane, long[] keys, boolean held, long act) {
        long id = Item.id(position, leg);
        acts.put(id, act);
        waiting.add(id, journalLanes(journalLane, keys));
        int concerned = lanes(journalLane, keys);
        for (int lane = 0; lane < connections; lane++) {
            if ((concerned >> lane & 1) == 1) {
                LaneSupply supply = supplies.get(lane);
                if (supply.spilled && id > supply.cursor) {
                    supply.ahead.add(id);
                }
                if (!held || lane == laneOf(journalLane)) {
                    nudge(lane, new Nudge.Resend(id));
                }
            }
        }
    }

    /** A parked delivery that held its key was given up. */
    public synchronized void giveUp(long position, int leg, int journalLane) {
        if (connections > 0) {
            nudge(
                    OrderLanes.at(journalLane, connections),
                    new Nudge.Release(Item.id(position, leg)));
        }
    }

    /** How many deliveries of a route wait. */
    public synchronized long waiting(String route) {
        int leg = legs.indexOf(route);
        return leg < 0 ? 0 : waiting.count(leg);
    }

    /** Position of the oldest message that waits here, if any. */
    public synchronized Optional<Long> oldest() {
        long id = waiting.oldest();
        return id == Long.MAX_VALUE ? Optional.empty() : Optional.of(Item.position(id));
    }

    /** The oldest position of the journal that a delivery from here still needs. */
    public synchronized long oldestNeeded() {
        long needed = oldest().orElse(Long.MAX_VALUE);
        for (long act : acts.values()) {
            needed = Math.min(needed, act);
        }
        return needed;
    }

    /** What waits, oldest first, beginning after an id (-1: from the start), at most so many. */
    public synchronized List<WaitingDelivery> peek(long after, int most) {
        return waiting.next(after, 0, 1, most).stream().map(WaitingDelivery::new).toList();
    }

    /**
     * A delivery that waits.
     *
     * @param id orders deliveries of this destination
     */
    public record WaitingDelivery(long id) {
        /** Position of the message. */
        public long position() {
            return Item.position(id);
        }

        /** Number of the leg, see {@link Outbox#route}. */
        public int leg() {
            return Item.leg(id);
        }
    }

    /** Why nothing gets through, if a lane has trouble. */
    public Optional<Problem> trouble() {
        return supplies.stream().flatMap(supply -> supply.trouble.stream()).findFirst();
    }

    public synchronized void write(DataOutput out) throws IOException {
        out.writeInt(legs.size());
        for (String route : legs) {
            out.writeUTF(route);
        }
        waiting.write(out);
        out.writeInt(acts.size());
        for (var act : acts.entrySet()) {
            out.writeLong(act.getKey());
            out.writeLong(act.getValue());
        }
    }

    public synchronized void read(DataInput in) throws IOException {
        int routes = in.readInt();
        for (int i = 0; i < routes; i++) {
            legs.add(in.readUTF());
        }
        waiting.read(in);
        int again = in.readInt();
        for (int i = 0; i < again; i++) {
            acts.put(in.readLong(), in.readLong());
        }
    }

    // ---- the lanes' side

    void serve(int lane, Runnable wake) {
        supplies.get(lane).wake = wake;
    }

    void trouble(int lane, Optional<Problem> problem) {
        supplies.get(lane).trouble = problem;
    }

    /** Moves what stands ready into a lane's own hands; false when there is nothing. */
    synchronized boolean take(int lane, ArrayDeque<Item> into) {
        LaneSupply supply = supplies.get(lane);
        while (supply.window.isEmpty() && supply.spilled) {
            List<Long> ids = waiting.next(supply.cursor, lane, connections, WINDOW);
            for (long id : ids) {
                if (!supply.ahead.remove(id)) {
                    supply.window.add(new Item(id));
                }
                supply.cursor = id;
            }
            supply.spilled = ids.size() == WINDOW;
        }
        int most = 32;
        while (most-- > 0 && !supply.window.isEmpty()) {
            Item item = supply.window.poll();
            if (item.entry != null) {
                supply.youngBytes -= item.entry.body().length;
            }
            into.add(item);
        }
        return !into.isEmpty();
    }

    /** Has somebody something to tell this lane? */
    boolean nudged(int lane) {
        return supplies.get(lane).nudged;
    }

    void nudges(int lane, Consumer<Nudge> apply) {
        LaneSupply supply = supplies.get(lane);
        while (supply.nudged) {
            List<Nudge> all;
            synchronized (this) {
                all = List.copyOf(supply.nudges);
                supply.nudges.clear();
                supply.nudged = false;
            }
            all.forEach(apply);
        }
    }

    /** Position of the act by which a person had a delivery sent again, if one did. */
    synchronized Optional<Long> act(long id) {
        return Optional.ofNullable(acts.get(id));
    }

    int laneOf(int journalLane) {
        return OrderLanes.at(journalLane, connections);
    }

    /** A bit for each lane here that a delivery concerns. */
    int lanesOf(Item item) {
        return lanes(item.journalLane, item.keys);
    }

    private int lanes(int journalLane, long[] keys) {
        if (connections == 0) {
            return 0;
        }
        int lanes = 1 << laneOf(journalLane);
        for (long key : keys) {
            lanes |= 1 << laneOf(OrderLanes.of(key));
        }
        return lanes;
    }

    private static int journalLanes(int journalLane, long[] keys) {
        int lanes = 1 << journalLane;
        for (long key : keys) {
            lanes |= 1 << OrderLanes.of(key);
        }
        return lanes;
    }

    /** A barrier that was stopped before a restart: all its lanes stand at it already. */
    synchronized void adoptBarrier(Item item) {
        barriers.computeIfAbsent(item.id, id -> new Barrier(lanesOf(item)));
    }

    /** Whether a delivery is still owed. */
    synchronized boolean owes(long id) {
        return waiting.lanesOf(id) != 0;
    }

    /** A lane cannot read a message; true for the first lane that finds out. */
    synchronized boolean lose(long id) {
        return waiting.lanesOf(id) != 0 && lost.add(id);
    }

    /**
     * A lane has sent all that came before this barrier; the last one to say so sets it free.
     *
     * @return false when nobody need wait for it any more
     */
    synchronized boolean arrive(Item item, int lane) {
        if (waiting.lanesOf(item.id) == 0) {
            return false;
        }
        Barrier barrier = barriers.computeIfAbsent(item.id, id -> new Barrier(lanesOf(item)));
        if (barrier.arrive(lane)) {
            nudge(laneOf(item.journalLane), new Nudge.Free(item.id));
        }
        return true;
    }

    /** The carrier has dealt with this barrier: the other lanes go on. */
    synchronized void barrierDone(Item item, int carrier) {
        Barrier barrier = barriers.remove(item.id);
        if (barrier != null) {
            for (int lane = 0; lane < connections; lane++) {
                if (lane != carrier && (barrier.lanes() >> lane & 1) == 1) {
                    nudge(lane, new Nudge.Passed(item.id));
                }
            }
        }
    }

    private void nudge(int lane, Nudge nudge) {
        LaneSupply supply = supplies.get(lane);
        supply.nudges.add(nudge);
        supply.nudged = true;
        wake(supply);
    }

    /** Makes a lane look for work. */
    void wake(int lane) {
        wake(supplies.get(lane));
    }

    private static void wake(LaneSupply supply) {
        Runnable wake = supply.wake;
        if (wake != null) {
            wake.run();
        }
    }
}

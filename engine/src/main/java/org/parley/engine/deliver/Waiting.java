package org.parley.engine.deliver;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.parley.engine.journal.Journal;
import org.roaringbitmap.longlong.PeekableLongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The ids of all deliveries that wait at one destination, by journal lane, in order; a few bytes
 * each, so that ten million fit. A barrier stands in every lane it names. Guarded by its outbox.
 */
final class Waiting {
    private final Roaring64Bitmap[] lanes = new Roaring64Bitmap[Journal.LANES];

    /** Journal lanes of the deliveries that stand in more than one, as bits. */
    private final TreeMap<Long, Integer> barriers = new TreeMap<>();

    private final long[] byLeg = new long[1 << Item.LEG_BITS];

    Waiting() {
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Roaring64Bitmap();
        }
    }

    /**
     * Adds a delivery.
     *
     * @param journalLanes a bit for each journal lane
     * @return false when it waits already
     */
    boolean add(long id, int journalLanes) {
        int first = Integer.numberOfTrailingZeros(journalLanes);
        if (lanes[first].contains(id)) {
            return false;
        }
        for (int lane = first; lane < lanes.length; lane++) {
            if ((journalLanes >> lane & 1) == 1) {
                lanes[lane].addLong(id);
            }
        }
        if (Integer.bitCount(journalLanes) > 1) {
            barriers.put(id, journalLanes);
        }
        byLeg[Item.leg(id)]++;
        return true;
    }

    /**
     * Removes a delivery.
     *
     * @param likely the lane that it most likely stands in; the others are tried too
     * @return false when it did not wait
     */
    boolean remove(long id, int likely) {
        int journalLane = likely;
        for (int tried = 0; !lanes[journalLane].contains(id); tried++) {
            if (tried == lanes.length) {
                return false;
            }
            journalLane = (journalLane + 1) % lanes.length;
        }
        Integer several = barriers.isEmpty() ? null : barriers.remove(id);
        if (several == null) {
            lanes[journalLane].removeLong(id);
        } else {
            for (int lane = 0; lane < lanes.length; lane++) {
                if ((several >> lane & 1) == 1) {
                    lanes[lane].removeLong(id);
                }
            }
        }
        byLeg[Item.leg(id)]--;
        return true;
    }

    /** The journal lanes that a delivery stands in, as bits; 0 when it does not wait. */
    int lanesOf(long id) {
        Integer several = barriers.isEmpty() ? null : barriers.get(id);
        if (several != null) {
            return several;
        }
        for (int lane = 0; lane < lanes.length; lane++) {
            if (lanes[lane].contains(id)) {
                return 1 << lane;
            }
        }
        return 0;
    }

    /** How many deliveries of one leg wait. */
    long count(int leg) {
        return byLeg[leg];
    }

    boolean isEmpty() {
        return oldest() == Long.MAX_VALUE;
    }

    /** The smallest id, or {@link Long#MAX_VALUE}. */
    long oldest() {
        long oldest = Long.MAX_VALUE;
        for (Roaring64Bitmap lane : lanes) {
            if (!lane.isEmpty()) {
                oldest = Math.min(oldest, lane.first());
            }
        }
        return oldest;
    }

    /**
     * Ids above {@code after} of the journal lanes that this destination lane serves, in order, at
     * most so many.
     */
    List<Long> next(long after, int destinationLane, int connections, int most) {
        List<PeekableLongIterator> sources = new ArrayList<>();
        for (int lane = destinationLane; lane < lanes.length; lane += connections) {
            PeekableLongIterator ids = lanes[lane].getLongIteratorFrom(after + 1);
            if (ids.hasNext()) {
                sources.add(ids);
            }
        }
        List<Long> found = new ArrayList<>();
        while (found.size() < most && !sources.isEmpty()) {
            PeekableLongIterator lowest = sources.getFirst();
            for (PeekableLongIterator source : sources) {
                if (source.peekNext() < lowest.peekNext()) {
                    lowest = source;
                }
            }
            long id = lowest.next();
            if (!lowest.hasNext()) {
                sources.remove(lowest);
            }
            if (found.isEmpty() || found.getLast() != id) {
                found.add(id);
            }
        }
        return found;
    }

    void write(DataOutput out) throws IOException {
        for (long count : byLeg) {
            out.writeLong(count);
        }
        for (Roaring64Bitmap lane : lanes) {
            lane.runOptimize();
            // whole, because a stream would take it two bytes at a time while the ledger stands
            // still
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(lane.serializedSizeInBytes()));
            lane.serialize(bytes);
            out.writeInt(bytes.position());
            out.write(bytes.array(), 0, bytes.position());
        }
        out.writeInt(barriers.size());
        for (var barrier : barriers.entrySet()) {
            out.writeLong(barrier.getKey());
            out.writeInt(barrier.getValue());
        }
    }

    void read(DataInput in) throws IOException {
        for (int leg = 0; leg < byLeg.length; leg++) {
            byLeg[leg] = in.readLong();
        }
        for (Roaring64Bitmap lane : lanes) {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            lane.deserialize(ByteBuffer.wrap(bytes));
        }
        int several = in.readInt();
        for (int i = 0; i < several; i++) {
            barriers.put(in.readLong(), in.readInt());
        }
    }
}

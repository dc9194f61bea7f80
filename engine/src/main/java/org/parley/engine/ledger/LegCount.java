package org.parley.engine.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Counts of one destination of one route. What waits is counted in the outbox. */
final class LegCount {
    long routed;
    long delivered;
    long parked;
    long closed;
    long late;

    void write(DataOutput out) throws IOException {
        for (long count : new long[] {routed, delivered, parked, closed, late}) {
            out.writeLong(count);
        }
    }

    void read(DataInput in) throws IOException {
        routed = in.readLong();
        delivered = in.readLong();
        parked = in.readLong();
        closed = in.readLong();
        late = in.readLong();
    }
}

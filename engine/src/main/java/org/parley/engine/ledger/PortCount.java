package org.parley.engine.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Counts of one port. */
final class PortCount {
    long received;
    long refused;
    long filtered;
    long routed;
    long unwanted;

    Book.PortLine line(String port) {
        return new Book.PortLine(port, received, refused, filtered, routed, unwanted);
    }

    void write(DataOutput out) throws IOException {
        for (long count : new long[] {received, refused, filtered, routed, unwanted}) {
            out.writeLong(count);
        }
    }

    void read(DataInput in) throws IOException {
        received = in.readLong();
        refused = in.readLong();
        filtered = in.readLong();
        routed = in.readLong();
        unwanted = in.readLong();
    }
}

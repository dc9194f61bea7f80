package org.parley.engine.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.HeaderCodec;

/**
 * Parked deliveries in a checkpoint: count, then since (ms), owner, and the outcome as in the
 * journal.
 */
final class ParkedForm {
    private ParkedForm() {}

    static void write(DataOutput out, Collection<ParkedDelivery> all) throws IOException {
        out.writeInt(all.size());
        for (ParkedDelivery parked : all) {
            out.writeLong(parked.since().toEpochMilli());
            out.writeUTF(parked.owner());
            byte[] outcome =
                    HeaderCodec.encode(
                            new Header.Outcome(
                                    parked.ref(),
                                    new Header.Result.Parked(parked.problem(), parked.holdsKey()),
                                    0,
                                    0));
            out.writeInt(outcome.length);
            out.write(outcome);
        }
    }

    static List<ParkedDelivery> read(DataInput in) throws IOException {
        int count = in.readInt();
        List<ParkedDelivery> all = new ArrayList<>(Math.min(count, 1 << 16));
        for (int i = 0; i < count; i++) {
            Instant since = Instant.ofEpochMilli(in.readLong());
            String owner = in.readUTF();
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            if (!(HeaderCodec.decode(bytes) instanceof Header.Outcome outcome)
                    || !(outcome.result() instanceof Header.Result.Parked parked)) {
                throw new IOException("not a parked delivery");
            }
            all.add(
                    new ParkedDelivery(
                            outcome.delivery(), since, parked.problem(), owner, parked.holdsKey()));
        }
        return all;
    }
}

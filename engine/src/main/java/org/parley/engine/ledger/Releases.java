package org.parley.engine.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.entry.ReleaseFiles;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.engine.plan.Plan;
import org.parley.engine.route.Plans;
import org.parley.engine.route.Router;

/** Which configuration was in force where; old ones are compiled again from the journal. */
public final class Releases {
    private static final System.Logger LOG = System.getLogger(Releases.class.getName());

    private final Plans plans;
    private final Router current;
    private final Function<Map<String, byte[]>, Optional<Plan>> compile;
    private final ConcurrentSkipListMap<Long, String> versions = new ConcurrentSkipListMap<>();

    /**
     * @param plans is told what holds where
     * @param current the plan that the engine was started with
     * @param compile makes a plan of the files of an old release; secrets may be missing
     */
    public Releases(
            Plans plans, Plan current, Function<Map<String, byte[]>, Optional<Plan>> compile) {
        this.plans = plans;
        this.current = new Router(current);
        this.compile = compile;
        plans.from(0, this.current);
    }

    /** The version released last; empty when none ever was. */
    Optional<String> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.lastEntry().getValue());
    }

    /** Position of the release in force at a position; the position itself when none is known. */
    long inForce(long at) {
        Long release = versions.floorKey(at);
        return release == null ? at : release;
    }

    /** Position of the newest release. */
    long newestPosition() {
        return versions.isEmpty() ? 0 : versions.lastKey();
    }

    void fold(Entry entry, Header.Release release) {
        versions.put(entry.position(), release.version());
        plans.from(entry.position(), router(entry, release));
    }

    private Router router(Entry entry, Header.Release release) {
        if (release.version().equals(current.plan().version())) {
            return current;
        }
        Optional<Plan> old = compile.apply(ReleaseFiles.unpack(entry.body()));
        if (old.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "An old configuration cannot be compiled any more; its messages go by the new one. position={0} version={1}",
                    Long.toString(entry.position()),
                    release.version());
        }
        return old.map(Router::new).orElse(current);
    }

    /** Writes the positions of releases that may still be needed. */
    void write(DataOutput out) throws IOException {
        out.writeInt(versions.size());
        for (long position : versions.keySet()) {
            out.writeLong(position);
        }
    }

    void read(DataInput in, Journal journal) throws IOException {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            Optional<Entry> entry = journal.entry(in.readLong());
            if (entry.isPresent()
                    && HeaderCodec.decode(entry.get().headers())
                            instanceof Header.Release release) {
                fold(entry.get(), release);
            }
        }
    }
}

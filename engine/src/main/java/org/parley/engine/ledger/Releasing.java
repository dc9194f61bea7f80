package org.parley.engine.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.entry.ReleaseFiles;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.plan.Plan;

/**
 * Puts the configuration into the journal: when it is new, and again now and then so that retention
 * cannot lose it.
 */
public final class Releasing {
    private static final System.Logger LOG = System.getLogger(Releasing.class.getName());

    /** The same configuration is written again when its last entry is older than this. */
    private static final Duration CARRY_FORWARD = Duration.ofDays(1);

    private final Journal journal;
    private final Releases releases;

    public Releasing(Journal journal, Releases releases) {
        this.journal = journal;
        this.releases = releases;
    }

    /** Returns when the release, if one was due, is durable. */
    public void release(Plan plan, Map<String, byte[]> files, Instant now) {
        Optional<Entry> last =
                releases.newest().flatMap(version -> journal.entry(releases.newestPosition()));
        boolean same = releases.newest().filter(plan.version()::equals).isPresent();
        boolean young = last.isPresent() && last.get().time().isAfter(now.minus(CARRY_FORWARD));
        if (same && young) {
            return;
        }
        byte[] headers = HeaderCodec.encode(new Header.Release(plan.version(), plan.trust()));
        Body body = new Body.Bytes(ReleaseFiles.pack(files));
        try {
            journal.append(0, headers, body, Purpose.ACT).await();
        } catch (JournalUnavailable full) {
            if (!same) {
                throw full;
            }
            // the last entry of it is good until there is room; retention, which makes room, goes
            // on
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The configuration in force could not be written again. problem={0}",
                    full.problem());
        }
    }
}

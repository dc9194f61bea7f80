package org.parley.engine.journal;

import java.time.Duration;
import java.util.Optional;
import org.parley.wire.problem.Problem;

/**
 * How the journal's disk does.
 *
 * @param fsyncMedian measured when the journal was opened
 * @param bytesOnDisk what the journal holds, preallocated space included
 * @param bytesFree free space of the file system
 * @param trouble why new entries are refused, if they are
 */
public record JournalHealth(
        Duration fsyncMedian, long bytesOnDisk, long bytesFree, Optional<Problem> trouble) {}

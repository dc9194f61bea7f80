package org.parley.testkit.nhs;

import java.time.Duration;

/**
 * The limits of the double.
 *
 * @param leastChunk bytes that every chunk but the last has
 * @param mostBytes of one request
 * @param collectWithin after this time a message that nobody acknowledged is reported to its sender
 * @param tokenSkew how far the time in a token may be from ours
 */
public record MeshRules(
        long leastChunk, long mostBytes, Duration collectWithin, Duration tokenSkew) {
    /** As the real service has them. */
    public static final MeshRules REAL =
            new MeshRules(5_000_000, 100_000_000, Duration.ofDays(5), Duration.ofHours(2));

    /** With chunks of any size, so that a test need not send megabytes. */
    public static final MeshRules SMALL_CHUNKS =
            new MeshRules(1, REAL.mostBytes(), REAL.collectWithin(), REAL.tokenSkew());
}

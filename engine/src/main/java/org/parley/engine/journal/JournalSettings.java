package org.parley.engine.journal;

/**
 * The limits of a journal. All in bytes.
 *
 * @param segmentBytes size of a segment, filled with zeros ahead of its use
 * @param queueBytes entries not yet durable; {@link Journal#append} blocks beyond
 * @param batchBytes most that is forced together, one larger entry aside
 * @param tailBytes latest entries kept in memory for cursors near the head
 * @param reserveBytes free space that no {@link Journal.Purpose#NEW} entry may use
 * @param budgetBytes most that the journal may hold on disk; {@link Long#MAX_VALUE} for all there
 *     is
 * @param pack whether sealed segments are compressed in the background
 */
public record JournalSettings(
        long segmentBytes,
        long queueBytes,
        long batchBytes,
        long tailBytes,
        long reserveBytes,
        long budgetBytes,
        boolean pack) {
    /** Smallest segment, bytes; for tests. */
    public static final long LEAST_SEGMENT = 8 << 10;

    public JournalSettings {
        if (segmentBytes < LEAST_SEGMENT || segmentBytes % Layout.SEGMENT_HEADER != 0) {
            throw new IllegalArgumentException("segmentBytes is a multiple of 4096 from 8192 on");
        }
        if (queueBytes < 1 || batchBytes < 1 || tailBytes < 0 || reserveBytes < 0) {
            throw new IllegalArgumentException("a limit of the journal is negative");
        }
    }

    /** For a trust: 256 MiB segments, 32 MiB queue, 8 MiB batch, 16 MiB tail, 512 MiB reserve. */
    public static JournalSettings defaults() {
        return new JournalSettings(
                256L << 20, 32L << 20, 8L << 20, 16L << 20, 512L << 20, Long.MAX_VALUE, true);
    }

    /** The same with another segment size. */
    public JournalSettings withSegmentBytes(long bytes) {
        return new JournalSettings(
                bytes, queueBytes, batchBytes, tailBytes, reserveBytes, budgetBytes, pack);
    }

    /** The same with another queue. */
    public JournalSettings withQueueBytes(long bytes) {
        return new JournalSettings(
                segmentBytes, bytes, batchBytes, tailBytes, reserveBytes, budgetBytes, pack);
    }

    /** The same with another memory tail. */
    public JournalSettings withTailBytes(long bytes) {
        return new JournalSettings(
                segmentBytes, queueBytes, batchBytes, bytes, reserveBytes, budgetBytes, pack);
    }

    /** The same with another reserve. */
    public JournalSettings withReserveBytes(long bytes) {
        return new JournalSettings(
                segmentBytes, queueBytes, batchBytes, tailBytes, bytes, budgetBytes, pack);
    }

    /** The same with another budget. */
    public JournalSettings withBudgetBytes(long bytes) {
        return new JournalSettings(
                segmentBytes, queueBytes, batchBytes, tailBytes, reserveBytes, bytes, pack);
    }

    /** The same with compression on or off. */
    public JournalSettings withPack(boolean on) {
        return new JournalSettings(
                segmentBytes, queueBytes, batchBytes, tailBytes, reserveBytes, budgetBytes, on);
    }
}

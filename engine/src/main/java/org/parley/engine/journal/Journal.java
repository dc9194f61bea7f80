package org.parley.engine.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An append-only log of entries with one order. Embedded it is {@link SegmentJournal}; the
 * interface is one that a replicated broker can implement too (lane = partition).
 *
 * <p>Contract. An entry's position is a number greater than that of every entry appended before it.
 * {@link Appended#await} returns only when the entry is durable (fsync). Readers see durable
 * entries only. After an I/O failure of a write or fsync the journal takes nothing more, for good:
 * every waiting and later append fails with {@link JournalUnavailable}. Overload: {@link #append}
 * blocks while the bounded queue of bytes not yet durable is full. {@link #close} makes all
 * appended entries durable first.
 *
 * <p>Thread-safe.
 */
public interface Journal extends AutoCloseable {
    /** Number of lanes; an entry's lane is a number from 0 to LANES - 1. */
    int LANES = 16;

    /**
     * Queues one entry for the next group commit.
     *
     * @param lane 0 to {@link #LANES} - 1, chosen from the order key
     * @param headers small and opaque to the journal, at most 64 KiB; not to change before the
     *     append is durable
     * @param body the bytes, exactly as they are to be read back
     * @param purpose {@link Purpose#NEW} is refused first when the disk runs full, {@link
     *     Purpose#OUTCOME} and {@link Purpose#ACT} may use the reserve so that waiting work can
     *     drain
     * @throws JournalUnavailable when full (NEW), failed or closed
     */
    Appended append(int lane, byte[] headers, Body body, Purpose purpose);

    /**
     * Makes what was appended so far durable, as far as it fits one group commit, in the calling
     * thread, once nobody else is at it; that spares a busy thread the hand-over to another and
     * back. Nothing need ever call it. Only for a thread that nobody interrupts: an interrupt in
     * mid write stops an embedded journal.
     */
    default void flush() {}

    /** Why something is appended; decides what becomes of it when the disk is full. */
    enum Purpose {
        /** A new message: refused as soon as only the reserve is left. */
        NEW,
        /**
         * What became of a delivery. May use the reserve; when that is gone too it waits for room,
         * for nobody would see it fail.
         */
        OUTCOME,
        /** What a person or the engine decided. May use the reserve; fails when that is gone. */
        ACT
    }

    /** Reads durable entries in order of position, from the first at or after {@code from}. */
    Cursor read(long from);

    /** The entry at exactly this position, if it is durable and not yet trimmed. */
    Optional<Entry> entry(long position);

    /** First position still held; 0 for a journal that never trimmed. */
    long first();

    /** One past the last durable position. */
    long end();

    /**
     * Notes how far a reader has come; durable with some later group commit, not waited for.
     *
     * @param position the next position that the reader wants
     */
    void commit(String reader, long position);

    /** Positions last committed, by reader. */
    Map<String, Long> committed();

    /**
     * Removes whole old parts that end before both instant and position.
     *
     * @param before entries at or after this time stay
     * @param needed the oldest position that anyone may still need
     * @return the new {@link #first}
     */
    long trim(Instant before, long needed);

    /** How the disk behaves and how full it is. */
    JournalHealth health();

    @Override
    void close();
}

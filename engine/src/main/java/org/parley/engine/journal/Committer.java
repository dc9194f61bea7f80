package org.parley.engine.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.wire.problem.Problem;

/**
 * The one writer of the log, stepped by one thread at a time. A step writes one batch, forces it,
 * and only then tells anyone. The next batch is written only after that, so a batch on the disk
 * proves that all before it was durable. The first failed write or force ends it for good: nothing
 * is tried again.
 */
final class Committer {
    private static final System.Logger LOG = System.getLogger(Committer.class.getName());

    private final Disk disk;
    private final JournalSettings settings;
    private final AppendQueue queue;
    private final SegmentMaker maker;
    private final ReaderPositions readers;
    private final LogEnd end;
    private final Published published;
    private final Clock clock;
    private final Runnable rolled;
    private final BatchWriter writer = new BatchWriter();
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private final List<Ticket> batch = new ArrayList<>();
    private final ReentrantLock stepping = new ReentrantLock();

    private boolean ended;

    /** Some that wait for room have found none. */
    private boolean stuck;

    private volatile @Nullable Problem failure;
    private final AtomicLong busyNanos = new AtomicLong();

    /** When it last wrote. */
    private volatile long worked;

    /**
     * @param rolled run in the committer's thread when it goes on in another segment
     */
    Committer(
            Disk disk,
            JournalSettings settings,
            AppendQueue queue,
            SegmentMaker maker,
            ReaderPositions readers,
            LogEnd end,
            Published published,
            Clock clock,
            Runnable rolled) {
        this.disk = disk;
        this.settings = settings;
        this.queue = queue;
        this.maker = maker;
        this.readers = readers;
        this.end = end;
        this.published = published;
        this.clock = clock;
        this.rolled = rolled;
        this.worked = clock.nanoTime();
    }

    /** Why nothing is taken any more, or null. */
    @Nullable Problem failure() {
        return failure;
    }

    /** How long it has written and forced so far, nanoseconds. */
    long busyNanos() {
        return busyNanos.get();
    }

    /**
     * Writes and forces one batch of what waits.
     *
     * @return whether there was anything to do; false too when what waits finds no room
     */
    boolean step() {
        stepping.lock();
        try {
            if (failure != null || ended) {
                failAll();
                return false;
            }
            if (waiting.isEmpty() || stuck) {
                queue.drainTo(waiting);
            }
            if (waiting.isEmpty()) {
                return false;
            }
            stuck = false;
            long began = clock.nanoTime();
            guarded(this::commitOne);
            long now = clock.nanoTime();
            busyNanos.addAndGet(now - began);
            worked = now;
            return !stuck;
        } finally {
            stepping.unlock();
        }
    }

    /** How long nothing was written, nanoseconds. */
    long quietNanos() {
        return clock.nanoTime() - worked;
    }

    /** Writes what nobody waits for: readers' positions and the mark; for when there is time. */
    void idle() {
        stepping.lock();
        try {
            worked = clock.nanoTime();
            if (failure == null && !ended) {
                guarded(this::commitIdle);
            }
        } finally {
            stepping.unlock();
        }
    }

    private void commitIdle() throws IOException {
        batch.clear();
        if (readers.hasUnwritten() && !end.isNew()) {
            Map<String, Long> positions = positionsFor(0);
            if (positions != null) {
                commitBatch(positions);
            }
        }
        if (end.isMarkLate()) {
            end.forceMark();
        }
    }

    /** Whether {@link #idle} has something to do. */
    boolean hasIdleWork() {
        return end.isMarkLate() || readers.hasUnwritten();
    }

    /** Ends in good order: notes that all is durable. Nothing may be waiting. */
    void close() {
        idle();
        stepping.lock();
        try {
            if (failure == null) {
                guarded(end::noteCleanStop);
            }
            ended = true;
            failAll();
            end.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A journal file could not be closed.", e);
        } finally {
            stepping.unlock();
        }
    }

    /**
     * Notes durably which segment will be the oldest, before older ones are deleted.
     *
     * @return whether that is on the disk; otherwise nothing may be deleted
     */
    boolean noteFirst(long firstSegment) {
        stepping.lock();
        try {
            if (failure == null && !ended) {
                guarded(() -> end.noteFirst(firstSegment));
            }
            return failure == null && !ended;
        } finally {
            stepping.unlock();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException | Error e) {
            stop(e);
            failAll();
        }
    }

    /** Nothing is taken from now on: the disk failed a write or a force, of whatever file. */
    void stop(Throwable cause) {
        if (failure == null) {
            Problem problem = JournalProblems.writeFailed(disk.place(), cause);
            failure = problem;
            LOG.log(System.Logger.Level.ERROR, problem.toString(), cause);
            queue.wakeCommitter();
            queue.wakeBlocked();
        }
    }

    private void failAll() {
        Problem problem = failure;
        queue.drainTo(waiting);
        waiting.addAll(batch);
        batch.clear();
        queue.wakeBlocked();
        if (waiting.isEmpty()) {
            return;
        }
        Problem why = problem == null ? JournalProblems.closed(disk.place()) : problem;
        waiting.forEach(ticket -> ticket.failed(why));
        waiting.clear();
        queue.wakeBlocked();
        published.wakeCursors();
    }

    private void commitOne() throws IOException {
        batch.clear();
        Ticket head = waiting.element();
        if (head.isLarge()) {
            commitLarge(head);
            return;
        }
        Map<String, Long> positions = positionsFor(head.recordBytes());
        if (positions != null) {
            gather(ReaderPositions.recordBytes(positions));
            commitBatch(positions);
        }
    }

    /**
     * Makes sure that a batch with this much in entries fits, in the next segment if need be.
     *
     * @return the readers' positions that go with it: all of them at the start of a segment; null
     *     when there is no room
     */
    private @Nullable Map<String, Long> positionsFor(long entryBytes) throws IOException {
        Map<String, Long> changed = readers.take(false);
        if (end.fits(ReaderPositions.recordBytes(changed) + entryBytes)) {
            return changed;
        }
        readers.putBack(changed);
        return roll() ? readers.take(true) : null;
    }

    /** Moves from the waiting to the batch what fits; the first one was found to fit. */
    private void gather(long positionBytes) {
        long bytes = positionBytes;
        while (!waiting.isEmpty()) {
            Ticket ticket = waiting.element();
            bytes += ticket.recordBytes();
            if (!batch.isEmpty()
                    && (ticket.isLarge() || bytes > settings.batchBytes() || !end.fits(bytes))) {
                return;
            }
            batch.add(waiting.remove());
            if (waiting.isEmpty()) {
                queue.drainTo(waiting);
            }
        }
    }

    /**
     * Starts the next segment, unless one is begun and still without a batch; or fails all that
     * wait when there is no room for one.
     */
    private boolean roll() throws IOException {
        if (end.isUnwritten()) {
            return true;
        }
        SegmentHeader header;
        try {
            header = maker.take();
        } catch (IOException e) {
            if (!Tripwire.isFull(e)) {
                throw e;
            }
            refuseTheImpatient(e);
            return false;
        }
        end.startIn(header);
        rolled.run();
        return true;
    }

    /** There is no room: outcomes wait for it, all others that wait are told. */
    private void refuseTheImpatient(IOException full) {
        Problem problem = JournalProblems.noRoom(disk.place(), String.valueOf(full.getMessage()));
        for (Ticket ticket : List.copyOf(waiting)) {
            if (!ticket.patient) {
                refuse(ticket, problem);
            }
        }
        waiting.removeIf(ticket -> !ticket.patient);
        stuck = !waiting.isEmpty();
    }

    /**
     * Writes a batch to a file that may have to grow for it. When there is no room for that nothing
     * of it was told to anyone, and the same place is written again later.
     *
     * @return its header; null when there is no room
     */
    private @Nullable BatchHeader write(BatchWriter.Target target, Map<String, Long> positions)
            throws IOException {
        try {
            return writer.write(target, positions, batch, end.next());
        } catch (IOException e) {
            if (!Tripwire.isFull(e)) {
                throw e;
            }
            target.segment().index().forgetFrom(target.offset());
            readers.putBack(positions);
            batch.reversed().forEach(waiting::addFirst);
            batch.clear();
            refuseTheImpatient(e);
            return null;
        }
    }

    /** False when there is no room for it. */
    private boolean commitBatch(Map<String, Long> positions) throws IOException {
        BatchWriter.Target target = end.target();
        BatchHeader header = write(target, positions);
        if (header == null) {
            return false;
        }
        end.force(target, header, batch.size());
        long bytes = 0;
        for (Ticket ticket : batch) {
            bytes += ticket.recordBytes();
        }
        published.tail.publish(batch, RecordReader.instant(header.micros()));
        tell(bytes);
        return true;
    }

    private void commitLarge(Ticket ticket) throws IOException {
        if (!end.fits(ticket.recordBytes())) {
            if (!roll()) {
                return;
            }
            // readers' positions stand at the start of every segment
            if (!commitBatch(readers.take(true))) {
                return;
            }
        }
        waiting.remove();
        long beyond = end.beyond(ticket.recordBytes());
        if (beyond > 0 && disk.freeBytes() < beyond) {
            noRoomFor(ticket, "a message is larger than it");
            return;
        }
        BatchWriter.Target target = end.target();
        BatchHeader header;
        try {
            header = writer.writeLarge(target, ticket, end.next());
        } catch (BatchWriter.SpoolUnreadable e) {
            refuse(ticket, JournalProblems.spoolUnreadable(e));
            return;
        } catch (IOException e) {
            if (!Tripwire.isFull(e)) {
                waiting.addFirst(ticket);
                throw e;
            }
            noRoomFor(ticket, String.valueOf(e.getMessage()));
            return;
        }
        batch.add(ticket);
        end.force(target, header, 1);
        tell(ticket.recordBytes());
    }

    private void noRoomFor(Ticket ticket, String why) {
        if (ticket.patient) {
            waiting.addFirst(ticket);
            stuck = true;
        } else {
            refuse(ticket, JournalProblems.noRoom(disk.place(), why));
        }
    }

    private void refuse(Ticket ticket, Problem problem) {
        ticket.failed(problem);
        queue.release(ticket.recordBytes());
    }

    private void tell(long bytes) {
        published.end = end.next();
        for (Ticket ticket : batch) {
            ticket.durable();
        }
        batch.clear();
        queue.release(bytes);
        published.wakeCursors();
    }
}

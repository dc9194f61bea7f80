package org.parley.engine.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.wire.problem.Problem;

/**
 * The one writer of the log. A step writes one batch, forces it, and only then tells anyone. The
 * next batch is written only after that, so a batch on the disk proves that all before it was
 * durable. The first failed write or force ends it for good: nothing is tried again.
 */
final class Committer {
    private static final System.Logger LOG = System.getLogger(Committer.class.getName());

    private final Disk disk;
    private final JournalSettings settings;
    private final Clock clock;
    private final AppendQueue queue;
    private final Segments segments;
    private final SegmentMaker maker;
    private final ReaderPositions readers;
    private final DurableMark mark;
    private final Published published;
    private final long journal;
    private final Consumer<Segment> sealed;
    private final BatchWriter writer = new BatchWriter();
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private final List<Ticket> batch = new ArrayList<>();
    private final ReentrantLock stepping = new ReentrantLock();

    private @Nullable Segment active;
    private @Nullable DiskFile file;
    private long offset;
    private long next;
    private boolean markIsLate;
    private boolean ended;
    private volatile @Nullable Problem failure;

    /**
     * @param sealed told of each segment that is full, in the committer's thread
     */
    Committer(
            Disk disk,
            JournalSettings settings,
            Clock clock,
            AppendQueue queue,
            Recovery.Found found,
            SegmentMaker maker,
            ReaderPositions readers,
            DurableMark mark,
            Published published,
            Consumer<Segment> sealed)
            throws IOException {
        this.disk = disk;
        this.settings = settings;
        this.clock = clock;
        this.queue = queue;
        this.segments = found.segments();
        this.maker = maker;
        this.readers = readers;
        this.mark = mark;
        this.published = published;
        this.journal = found.journal();
        this.sealed = sealed;
        this.active = found.active();
        this.offset = found.offset();
        this.next = found.end();
        this.file = active == null ? null : disk.open(active.file());
    }

    /** Why nothing is taken any more, or null. */
    @Nullable Problem failure() {
        return failure;
    }

    /**
     * Writes and forces one batch of what waits.
     *
     * @return whether there was anything to do
     */
    boolean step() {
        stepping.lock();
        try {
            if (failure != null || ended) {
                failAll();
                return false;
            }
            if (waiting.isEmpty()) {
                queue.drainTo(waiting);
            }
            if (waiting.isEmpty()) {
                return false;
            }
            guarded(this::commitOne);
            return true;
        } finally {
            stepping.unlock();
        }
    }

    /** Writes what nobody waits for: readers' positions and the mark; for when there is time. */
    void idle() {
        stepping.lock();
        try {
            if (failure == null) {
                guarded(() -> {
                    if (readers.hasUnwritten() && !segments.all().isEmpty()) {
                        commitPositions();
                    }
                    if (markIsLate) {
                        mark.force();
                        markIsLate = false;
                    }
                });
            }
        } finally {
            stepping.unlock();
        }
    }

    private void commitPositions() throws IOException {
        batch.clear();
        Map<String, Long> positions = readers.take(false);
        Segment segment = active;
        if (segment == null || !fits(segment, ReaderPositions.recordBytes(positions))) {
            segment = roll();
            if (segment == null) {
                readers.putBack(positions);
                return;
            }
            positions = readers.take(true);
        }
        commitBatch(segment, positions);
    }

    /** Whether {@link #idle} has something to do. */
    boolean hasIdleWork() {
        return markIsLate || readers.hasUnwritten();
    }

    /** Ends in good order: notes that all is durable. Nothing may be waiting. */
    void close() {
        idle();
        stepping.lock();
        try {
            if (failure == null) {
                guarded(() -> mark.writeDurably(currentMark(true)));
            }
            ended = true;
            failAll();
            if (file != null) {
                file.close();
            }
            mark.close();
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
                guarded(() -> {
                    published.firstSegment = firstSegment;
                    mark.writeDurably(currentMark(false));
                });
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
        }
    }

    private void failAll() {
        Problem problem = failure;
        queue.drainTo(waiting);
        waiting.addAll(batch);
        batch.clear();
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
        Map<String, Long> positions = readers.take(false);
        Segment segment = active;
        if (segment == null
                || !fits(segment, ReaderPositions.recordBytes(positions) + head.recordBytes())) {
            segment = roll();
            if (segment == null) {
                readers.putBack(positions);
                return;
            }
            positions = readers.take(true);
        }
        gather(segment, ReaderPositions.recordBytes(positions));
        commitBatch(segment, positions);
    }

    private boolean fits(Segment segment, long recordBytes) {
        return offset + BatchWriter.room(recordBytes) <= segment.header().capacity();
    }

    /** Moves from the waiting to the batch what fits; the first one was found to fit. */
    private void gather(Segment segment, long positionBytes) {
        long bytes = positionBytes;
        while (!waiting.isEmpty()) {
            Ticket ticket = waiting.element();
            bytes += ticket.recordBytes();
            if (!batch.isEmpty()
                    && (ticket.isLarge()
                            || bytes > settings.batchBytes()
                            || !fits(segment, bytes))) {
                return;
            }
            batch.add(waiting.remove());
            if (waiting.isEmpty()) {
                queue.drainTo(waiting);
            }
        }
    }

    /** Starts the next segment, or fails all that wait when there is no room for one. */
    private @Nullable Segment roll() throws IOException {
        SegmentHeader header;
        try {
            header = maker.take();
        } catch (IOException e) {
            if (!Tripwire.isFull(e)) {
                throw e;
            }
            Problem problem = JournalProblems.noRoom(disk.place(), String.valueOf(e.getMessage()));
            long bytes = 0;
            for (Ticket ticket : waiting) {
                bytes += ticket.recordBytes();
                ticket.failed(problem);
            }
            waiting.clear();
            queue.release(bytes);
            return null;
        }
        Segment full = active;
        if (file != null) {
            file.close();
        }
        Segment segment = new Segment(header, false);
        file = disk.open(segment.file());
        active = segment;
        offset = Layout.SEGMENT_HEADER;
        if (full != null) {
            sealed.accept(full);
        }
        return segment;
    }

    private void commitBatch(Segment segment, Map<String, Long> positions) throws IOException {
        BatchHeader header = writer.write(target(segment), positions, batch, next);
        forced(segment, header);
        List<Entry> entries = new ArrayList<>(batch.size());
        long bytes = 0;
        for (Ticket ticket : batch) {
            Body.Bytes body = (Body.Bytes) ticket.body;
            bytes += ticket.recordBytes();
            entries.add(
                    new Entry(
                            ticket.position,
                            ticket.lane,
                            RecordReader.instant(header.micros()),
                            ticket.headers,
                            body.array()));
        }
        published.tail.publish(entries, bytes);
        tell(bytes);
    }

    private void commitLarge(Ticket ticket) throws IOException {
        Segment segment = active;
        if (segment == null || !fits(segment, ticket.recordBytes())) {
            segment = roll();
            if (segment == null) {
                return;
            }
            // readers' positions stand at the start of every segment
            commitBatch(segment, readers.take(true));
        }
        waiting.remove();
        batch.add(ticket);
        try {
            checkGrowth(segment, ticket);
            BatchHeader header = writer.writeLarge(target(segment), ticket, next);
            forced(segment, header);
            tell(ticket.recordBytes());
        } catch (BatchWriter.SpoolUnreadable e) {
            refuse(ticket, JournalProblems.spoolUnreadable(e));
        } catch (NoRoom e) {
            refuse(ticket, JournalProblems.noRoom(disk.place(), "a message is larger than it"));
        }
    }

    private void refuse(Ticket ticket, Problem problem) {
        batch.clear();
        ticket.failed(problem);
        queue.release(ticket.recordBytes());
    }

    private static final class NoRoom extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** An entry larger than a segment makes its file longer; not so when that fills the disk. */
    private void checkGrowth(Segment segment, Ticket ticket) throws IOException, NoRoom {
        long beyond = offset + BatchWriter.room(ticket.recordBytes()) - segment.header().capacity();
        if (beyond > 0 && disk.freeBytes() < beyond) {
            throw new NoRoom();
        }
    }

    private BatchWriter.Target target(Segment segment) {
        DiskFile open = file;
        if (open == null) {
            throw new IllegalStateException("no segment is open");
        }
        return new BatchWriter.Target(segment, open, offset, RecordReader.micros(clock.now()));
    }

    /** Makes what was written durable and lets readers see it. */
    private void forced(Segment segment, BatchHeader header) throws IOException {
        DiskFile open = file;
        if (open == null) {
            throw new IllegalStateException("no segment is open");
        }
        open.force();
        offset = header.next();
        if (segment.first() < 0) {
            segment.startsAt(next);
            segments.add(segment);
        }
        for (Ticket ticket : batch) {
            assert ticket.position == next : "positions are given without gaps";
            next++;
        }
        segment.durableBytes(offset);
        mark.write(currentMark(false));
        markIsLate = true;
    }

    private DurableMark.Mark currentMark(boolean clean) {
        Segment segment = active;
        boolean unused = segment == null || segment.first() < 0;
        List<Segment> all = segments.all();
        Segment last = unused ? (all.isEmpty() ? null : all.getLast()) : segment;
        return new DurableMark.Mark(
                journal,
                last == null ? -1 : last.number(),
                last == null ? 0 : last.durableBytes(),
                next,
                published.firstSegment,
                clean);
    }

    private void tell(long bytes) {
        published.end = next;
        for (Ticket ticket : batch) {
            ticket.durable();
        }
        batch.clear();
        queue.release(bytes);
        published.wakeCursors();
    }
}

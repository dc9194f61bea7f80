package org.parley.engine.journal;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.wire.problem.Problem;

/**
 * The journal in a directory of this machine: segments filled ahead, one committer with natural
 * group commit, an fsync before anyone is told. docs/journal-format.md has the format and what
 * recovery does after each kind of crash.
 */
public final class SegmentJournal implements Journal {
    private static final System.Logger LOG = System.getLogger(SegmentJournal.class.getName());
    private static final String LOCK = "journal.lock";

    private final Disk disk;
    private final Closeable lock;
    private final Duration fsyncMedian;
    private final List<Problem> recovered;
    private final Segments segments;
    private final Published published;
    private final ReaderPositions readers;
    private final AppendQueue queue;
    private final SegmentMaker maker;
    private final Committer committer;
    private final Housekeeping housekeeping;
    private final LogReading log;
    private final Room room;
    private final @Nullable Runnable stepper;
    private final Pushing pushing;
    private final JournalThreads threads;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * Opens the journal in a directory, with threads of its own.
     *
     * @param random makes the epochs of segments, so that nobody can forge a record
     * @param threads makes the committer's and the housekeeping's threads
     * @throws JournalUnavailable when the directory cannot be used or another engine has it
     * @throws JournalDamaged when what is stored is not what was written
     */
    public static SegmentJournal open(
            Disk disk,
            JournalSettings settings,
            Clock clock,
            RandomGenerator random,
            ThreadFactory threads) {
        SegmentJournal journal = open(disk, settings, clock, random, false);
        journal.threads.start(threads);
        return journal;
    }

    /**
     * Opens the journal without threads: whoever waits does the work, and {@link #step} does it
     * otherwise. For simulations in one thread.
     */
    public static SegmentJournal openStepped(
            Disk disk, JournalSettings settings, Clock clock, RandomGenerator random) {
        return open(disk, settings, clock, random, true);
    }

    private static SegmentJournal open(
            Disk disk,
            JournalSettings settings,
            Clock clock,
            RandomGenerator random,
            boolean stepped) {
        @Nullable Closeable lock = null;
        boolean opened = false;
        try {
            lock = disk.lock(LOCK).orElse(null);
            if (lock == null) {
                throw new JournalUnavailable(JournalProblems.inUse(disk.place()));
            }
            Tripwire watched = new Tripwire(disk);
            Duration fsync = new FsyncProbe(disk, clock).median();
            SegmentJournal journal =
                    new SegmentJournal(watched, settings, clock, random, stepped, lock, fsync);
            watched.onFailure(journal.committer::stop);
            opened = true;
            return journal;
        } catch (IOException e) {
            throw new JournalUnavailable(JournalProblems.cannotOpen(disk.place(), e));
        } finally {
            if (!opened && lock != null) {
                closeQuietly(lock);
            }
        }
    }

    private SegmentJournal(
            Disk disk,
            JournalSettings settings,
            Clock clock,
            RandomGenerator random,
            boolean stepped,
            Closeable lock,
            Duration fsyncMedian)
            throws IOException {
        this.disk = disk;
        this.lock = lock;
        this.fsyncMedian = fsyncMedian;
        Recovery.Found found = Recovery.recover(disk, random);
        recovered = found.notes();
        segments = found.segments();
        maker = maker(disk, settings, random, found, () -> settings.budgetBytes() - bytesOnDisk());
        readers = new ReaderPositions(found.readers());
        queue = new AppendQueue(settings.queueBytes());
        published = new Published(new Tail(settings.tailBytes()), clock, found.end());
        LogEnd end = new LogEnd(disk, clock, found, DurableMark.open(disk));
        committer =
                new Committer(
                        disk,
                        settings,
                        queue,
                        maker,
                        readers,
                        end,
                        published,
                        clock,
                        this::hasRolled);
        if (!committer.noteFirst(found.firstSegment())) {
            throw new IOException("the mark cannot be written");
        }
        IndexFile indexes = new IndexFile(disk);
        log = new LogReading(disk, segments, indexes);
        housekeeping =
                new Housekeeping(
                        disk,
                        segments,
                        indexes,
                        log,
                        maker,
                        committer,
                        settings.pack(),
                        stepped
                                ? Pace.none()
                                : new Pace(clock, committer::busyNanos, closing::get));
        threads = new JournalThreads(committer, queue, maker, housekeeping, closing);
        stepper = stepped ? this::stepOnce : null;
        pushing = stepped ? this::stepForSelf : this::hurry;
        room = new Room(disk, settings, clock, maker, this::bytesOnDisk, this::tryMaking);
    }

    private static SegmentMaker maker(
            Disk disk,
            JournalSettings settings,
            RandomGenerator random,
            Recovery.Found found,
            LongSupplier allowance)
            throws IOException {
        List<Segment> all = found.segments().all();
        long next = all.isEmpty() ? 0 : all.getLast().number() + 1;
        SegmentMaker maker =
                new SegmentMaker(
                        disk, random, found.journal(), settings.segmentBytes(), next, allowance);
        found.ready().forEach(maker::adopt);
        maker.adoptSpares(disk.list());
        return maker;
    }

    /** Room is short: sees whether a segment can be made again. */
    private void tryMaking() {
        if (threads.areRunning()) {
            threads.wake();
        } else {
            threads.makeOne();
        }
    }

    private void hasRolled() {
        threads.wake();
    }

    private void stepOnce() {
        committer.step();
    }

    private boolean stepForSelf() {
        committer.step();
        return true;
    }

    private boolean hurry() {
        queue.hurry();
        return false;
    }

    /**
     * Writes and forces one batch, when there is one waiting; for a journal without threads.
     *
     * @return whether there was anything to do
     */
    public boolean step() {
        return committer.step();
    }

    /**
     * Writes readers' positions that wait, makes a segment ahead, and does one piece of work on a
     * sealed one; for a journal without threads.
     *
     * @return whether there was anything to do on segments
     */
    public boolean housekeep() {
        committer.idle();
        threads.makeOne();
        return housekeeping.step();
    }

    /** What recovery found worth telling a person; empty after a clean shutdown. */
    public List<Problem> recovered() {
        return List.copyOf(recovered);
    }

    @Override
    public Appended append(int lane, byte[] headers, Body body, Purpose purpose) {
        if (lane < 0 || lane >= LANES || headers.length > Layout.HEADERS_BYTES) {
            throw new IllegalArgumentException("lane or headers outside their limits");
        }
        if (body.length() > Layout.BODY_BYTES || body.length() < 0) {
            throw new JournalUnavailable(JournalProblems.tooLarge(body.length()));
        }
        checkOpen();
        Problem full = purpose == Purpose.NEW ? room.refusal() : null;
        if (full != null) {
            throw new JournalUnavailable(full);
        }
        Ticket ticket = new Ticket(lane, headers, body, purpose == Purpose.OUTCOME, pushing);
        queue.admit(ticket.recordBytes(), this::takesNothing, stepper);
        checkOpen();
        queue.add(ticket);
        if (closed || committer.failure() != null) {
            committer.step();
            checkOpen();
        }
        return ticket;
    }

    @Override
    public void flush() {
        committer.step();
    }

    private boolean takesNothing() {
        return closing.get() || committer.failure() != null;
    }

    private void checkOpen() {
        Problem failure = committer.failure();
        if (failure != null) {
            throw new JournalUnavailable(failure);
        }
        if (closing.get()) {
            throw new JournalUnavailable(JournalProblems.closed(disk.place()));
        }
    }

    @Override
    public Cursor read(long from) {
        if (from < 0) {
            throw new IllegalArgumentException("a position is not negative");
        }
        Runnable step = stepper;
        return new SegmentCursor(
                Math.max(from, first()), published, log, step == null ? () -> {} : step);
    }

    @Override
    public Optional<Entry> entry(long position) {
        if (position < first() || position >= published.end) {
            return Optional.empty();
        }
        Tail.Node node = published.tail.holding(position);
        Entry near = node == null ? null : node.entry((int) (position - node.first()));
        if (near != null) {
            return Optional.of(near);
        }
        Segment segment = segments.holding(position);
        if (segment == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(log.entry(segment, position));
        } catch (IOException | BadBytes e) {
            if (segment.isGone()) {
                return Optional.empty();
            }
            throw log.failure(segment, position, e);
        }
    }

    @Override
    public long first() {
        return segments.first();
    }

    @Override
    public long end() {
        return published.end;
    }

    @Override
    public void commit(String reader, long position) {
        if (position < 0 || position > published.end) {
            throw new IllegalArgumentException("a reader commits what is durable");
        }
        readers.commit(reader, position);
    }

    @Override
    public Map<String, Long> committed() {
        return readers.all();
    }

    @Override
    public long trim(Instant before, long needed) {
        try {
            housekeeping.trim(before, needed);
        } catch (BadBytes | PackedBytes.Damage e) {
            throw log.failure(segments.all().getFirst(), first(), e);
        } catch (IOException e) {
            throw new JournalUnavailable(JournalProblems.writeFailed(disk.place(), e));
        }
        room.lookAgain();
        return first();
    }

    @Override
    public JournalHealth health() {
        long free;
        try {
            free = disk.freeBytes();
        } catch (IOException unknown) {
            free = 0;
        }
        Problem failure = committer.failure();
        return new JournalHealth(
                fsyncMedian,
                bytesOnDisk(),
                free,
                Optional.ofNullable(failure == null ? room.refusal() : failure));
    }

    private long bytesOnDisk() {
        long sum = maker.bytes();
        for (Segment segment : segments.all()) {
            sum += segment.fileBytes();
        }
        return sum;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closing.set(true);
        queue.wakeBlocked();
        threads.stop();
        boolean more = true;
        while (more) {
            more = committer.step();
        }
        closed = true;
        while (committer.step()) {
            LOG.log(System.Logger.Level.DEBUG, "A late entry was written while closing.");
        }
        committer.close();
        published.close();
        log.close();
        closeQuietly(lock);
    }

    private static void closeQuietly(Closeable open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The journal's lock could not be released.", e);
        }
    }
}

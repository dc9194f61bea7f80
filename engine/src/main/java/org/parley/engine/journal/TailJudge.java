package org.parley.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Problem;

/**
 * Decides what the bytes after the last whole batch are: nothing, a batch that was never finished,
 * or damage. It is damage when anything proves that a batch there was durable: the mark, a later
 * batch, or a later segment. Only what nothing proves is cut, is reported, and is kept in a file.
 */
final class TailJudge {
    private static final System.Logger LOG = System.getLogger(TailJudge.class.getName());

    /** Most bytes kept of a cut batch whose length is not known. */
    private static final long KEPT_BYTES = 16L << 20;

    private final Disk disk;
    private final Optional<DurableMark.Mark> mark;
    private final List<Problem> notes;

    TailJudge(Disk disk, Optional<DurableMark.Mark> mark, List<Problem> notes) {
        this.disk = disk;
        this.mark = mark;
        this.notes = notes;
    }

    /**
     * Judges and cuts.
     *
     * @param last the last segment with a whole batch; null when there is none
     * @param unused segments after it, without a whole batch
     */
    void judge(Recovery.@Nullable Scanned last, List<Recovery.Scanned> unused) throws IOException {
        checkMark(last, unused);
        long end = last == null ? 0 : last.result().end();
        boolean junk = last != null && hasJunk(last);
        if (last != null) {
            BatchHeader outOfTurn = last.result().broken();
            if (outOfTurn != null && outOfTurn.first() != end) {
                throw lost(last, end, last.result().bad().what());
            }
        }
        boolean blankBefore = false;
        for (Recovery.Scanned scanned : unused) {
            boolean started = hasJunk(scanned);
            BatchHeader header = scanned.result().broken();
            if (started && blankBefore) {
                throw lost(scanned, end, "a segment was left out before it");
            }
            if (last != null && header != null && header.first() != end) {
                throw lost(last, end, "the next segment starts at " + header.first());
            }
            if (last != null && started && header == null && junk) {
                throw lost(last, end, last.result().bad().what());
            }
            if (started) {
                junk = false;
                cut(scanned, end);
            }
            blankBefore = !started;
        }
        if (last != null && junk) {
            cut(last, end);
        }
    }

    private void checkMark(Recovery.@Nullable Scanned last, List<Recovery.Scanned> unused) {
        if (mark.isEmpty()) {
            return;
        }
        DurableMark.Mark known = mark.get();
        long number = last == null ? -1 : last.segment().number();
        if (last != null && known.segment() == number) {
            if (known.offset() > last.result().offset()) {
                throw lost(last, last.result().end(), last.result().bad().what());
            }
        } else if (known.segment() > number) {
            for (Recovery.Scanned scanned : unused) {
                if (scanned.segment().number() == known.segment()) {
                    throw lost(
                            scanned,
                            last == null ? 0 : last.result().end(),
                            scanned.result().bad().what());
                }
            }
            throw new JournalDamaged(
                    JournalProblems.missing(
                            Segment.name(known.segment(), Segment.RAW),
                            "entries up to " + known.end() + " were durable"));
        }
    }

    /** Whether something was begun after the last whole batch; throws when it was finished. */
    private boolean hasJunk(Recovery.Scanned scanned) throws IOException {
        long offset = scanned.result().offset();
        try (SegmentBytes bytes = scanned.segment().open(disk)) {
            BatchHeader later =
                    LogScan.batchAfter(
                            bytes, scanned.segment().header(), offset + Layout.BATCH_HEADER);
            if (later != null) {
                throw lost(scanned, scanned.result().end(), scanned.result().bad().what());
            }
            return !LogScan.isBlank(bytes, offset);
        }
    }

    private static JournalDamaged lost(Recovery.Scanned scanned, long position, String what) {
        BadBytes bad = scanned.result().bad();
        long offset = Math.max(bad.offset(), scanned.result().offset());
        long at = Math.max(bad.position(), position);
        return new JournalDamaged(
                JournalProblems.endMissing(scanned.segment().file(), offset, at, what));
    }

    private void cut(Recovery.Scanned scanned, long position) throws IOException {
        Segment segment = scanned.segment();
        long offset = scanned.result().offset();
        BatchHeader header = scanned.result().broken();
        String kept = String.format("cut-%012d-%d.bin", segment.number(), offset);
        try (DiskFile file = disk.open(segment.file())) {
            long claimed = header == null ? written(file, offset) : header.next() - offset;
            long length = Math.max(0, Math.min(claimed, file.size() - offset));
            boolean isKept = keep(file, offset, length, kept);
            file.write(ByteBuffer.allocate(Layout.TERMINATOR), offset);
            file.force();
            Problem note =
                    JournalProblems.cut(
                            segment.file(),
                            offset,
                            position,
                            length,
                            isKept ? Optional.of(kept) : Optional.empty());
            LOG.log(System.Logger.Level.WARNING, note.toString());
            notes.add(note);
        }
    }

    /** Keeps a copy of what is to be cut; false when there is no room, which must not stop it. */
    private boolean keep(DiskFile file, long offset, long length, String kept) throws IOException {
        disk.delete(kept);
        try (DiskFile copy = disk.create(kept)) {
            copy(file, offset, copy, 0, length);
            copy.force();
        } catch (IOException e) {
            if (!Tripwire.isFull(e)) {
                throw e;
            }
            disk.delete(kept);
            return false;
        }
        disk.syncDirectory();
        return true;
    }

    /** How far bytes other than zero go after an offset, as far as is looked. */
    private static long written(DiskFile file, long offset) throws IOException {
        ByteBuffer piece = piece(file.size() - offset);
        long last = Layout.BATCH_HEADER;
        for (long done = 0; done < KEPT_BYTES; done += piece.capacity()) {
            int length = file.read(piece.clear(), offset + done);
            for (int i = length - 1; i >= 0; i--) {
                if (piece.get(i) != 0) {
                    last = Math.max(last, done + i + 1);
                    break;
                }
            }
            if (length < piece.capacity()) {
                break;
            }
        }
        return last;
    }

    private static ByteBuffer piece(long most) {
        return ByteBuffer.allocate(Math.clamp(most, 1, Layout.WRITE_BYTES));
    }

    /** Copies bytes in pieces. */
    static void copy(DiskFile from, long fromAt, DiskFile to, long toAt, long length)
            throws IOException {
        ByteBuffer piece = piece(length);
        for (long done = 0; done < length; done += piece.capacity()) {
            piece.clear().limit((int) Math.min(piece.capacity(), length - done));
            if (from.read(piece, fromAt + done) < piece.limit()) {
                throw new java.io.EOFException("the file became shorter");
            }
            to.write(piece.flip(), toAt + done);
        }
    }
}

package org.parley.wire.mllp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into frames. Owned by one thread.
 *
 * <p>Use: {@link #poll} until it returns null, then {@link #take}, and so on; at the end of the
 * stream {@link #finish}. After a frame that {@link Frame#closes} there are no more.
 */
public final class FrameDecoder implements AutoCloseable {
    /** A frame in a spool file is written in pieces of at least this many bytes. */
    private static final int PIECE = 32 << 10;

    /** A longer run of FS is not taken for a doubled end. */
    private static final int MOST_ENDS = 16;

    private enum State {
        BETWEEN,
        INSIDE,
        UNFRAMED,
        DONE
    }

    private final FrameLimits limits;
    private final Spool spool;
    private final Consumer<FrameFault> noticed;

    private byte[] buffer;
    private int start;
    private int scan;
    private int end;
    private boolean afterFrame;
    private State state = State.BETWEEN;
    private @Nullable FrameFault refusal;
    private @Nullable Overflow overflow;

    /**
     * @param noticed told of every fault as it is met, warnings included
     */
    public FrameDecoder(FrameLimits limits, Spool spool, Consumer<FrameFault> noticed) {
        this.limits = limits;
        this.spool = spool;
        this.noticed = noticed;
        this.buffer = new byte[limits.buffer()];
    }

    /** Takes all that remains in a buffer; a piece of the stream of any size. */
    public void take(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (start == end) {
            move(buffer.length);
        }
        if (buffer.length - end < count) {
            int needed = end - start + count;
            int size = buffer.length;
            while (size < needed) {
                size *= 2;
            }
            move(size);
        }
        bytes.get(buffer, end, count);
        end += count;
    }

    private void move(int size) {
        byte[] target = size == buffer.length ? buffer : new byte[size];
        System.arraycopy(buffer, start, target, 0, end - start);
        buffer = target;
        scan -= start;
        end -= start;
        start = 0;
    }

    /** The next whole frame, or null when more bytes are needed. */
    public @Nullable Frame poll() {
        while (true) {
            switch (state) {
                case DONE -> {
                    return null;
                }
                case BETWEEN -> {
                    if (!begin()) {
                        return null;
                    }
                }
                case INSIDE, UNFRAMED -> {
                    int at = ControlScan.next(buffer, scan, end);
                    scan = at;
                    if (at == end || !decidable(at)) {
                        return outgrown();
                    }
                    Frame frame = buffer[at] == Mllp.VT ? atStart(at) : atEnd(at);
                    if (frame != null) {
                        return frame;
                    }
                }
            }
        }
    }

    /** Skips what may lie between frames; true when a frame or garbage begins. */
    private boolean begin() {
        while (start < end) {
            byte next = buffer[start];
            if (next == Mllp.VT) {
                start++;
                scan = start;
                state = State.INSIDE;
                afterFrame = false;
                return true;
            }
            if (next == Mllp.FS) {
                noticed.accept(FrameFault.END_DOUBLED);
                afterFrame = true;
            } else if (next >= 0 && next <= ' ') {
                // one CR after an end that came without it was counted there
                if (!(afterFrame && next == Mllp.CR)) {
                    noticed.accept(FrameFault.PADDING);
                }
                afterFrame = false;
            } else {
                scan = start;
                state = State.UNFRAMED;
                return true;
            }
            start++;
            scan = start;
        }
        return false;
    }

    /** True when enough bytes follow the control byte to tell what it means. */
    private boolean decidable(int at) {
        if (buffer[at] == Mllp.VT) {
            return state == State.UNFRAMED
                    || isFirst(at)
                    || !Mllp.mayBeginMessage(buffer, at + 1, end);
        }
        return afterEnds(at) < end;
    }

    private boolean isFirst(int at) {
        return at == start && overflow == null;
    }

    /** The index after a run of FS, which is looked at no further than a limit. */
    private int afterEnds(int at) {
        int next = at + 1;
        int most = Math.min(end, at + MOST_ENDS);
        while (next < most && buffer[next] == Mllp.FS) {
            next++;
        }
        return next;
    }

    private @Nullable Frame atStart(int at) {
        if (state == State.UNFRAMED) {
            return emit(at, at, FrameFault.UNFRAMED);
        }
        if (isFirst(at)) {
            noticed.accept(FrameFault.START_DOUBLED);
            start = at + 1;
            scan = start;
            return null;
        }
        if (Mllp.beginsMessage(buffer, at + 1, end)) {
            return emit(at, at, FrameFault.END_MISSING);
        }
        noticed.accept(FrameFault.START_INSIDE);
        scan = at + 1;
        return null;
    }

    private @Nullable Frame atEnd(int at) {
        int next = afterEnds(at);
        byte after = buffer[next];
        if (after != Mllp.CR && after != '\n' && after != Mllp.VT) {
            // where this message ends is not certain; it is read to an end that is, and refused
            refusal = FrameFault.END_INSIDE;
            scan = next;
            return null;
        }
        if (next > at + 1) {
            noticed.accept(FrameFault.END_DOUBLED);
        }
        if (after != Mllp.CR) {
            noticed.accept(FrameFault.CR_MISSING);
        }
        return emit(at, after == Mllp.VT ? next : next + 1, whatEnded());
    }

    /** Why a frame that has ended must be refused, if it must. */
    private @Nullable FrameFault whatEnded() {
        if (refusal != null || state == State.INSIDE) {
            return refusal;
        }
        if (overflow == null && !Mllp.beginsMessage(buffer, start, scan)) {
            return FrameFault.NO_MESSAGE;
        }
        noticed.accept(FrameFault.START_MISSING);
        return null;
    }

    /** Makes room when a frame is too large for the buffer; a frame when it is hopeless. */
    private @Nullable Frame outgrown() {
        int settled = scan - start;
        Overflow over = overflow;
        if (over == null) {
            boolean garbage = state == State.UNFRAMED && !Mllp.beginsMessage(buffer, start, scan);
            int most = garbage ? limits.kept() : limits.inMemory();
            if (settled < most && settled <= limits.frame()) {
                return null;
            }
            if (garbage) {
                return emit(scan, end, FrameFault.UNFRAMED, true);
            }
            over = new Overflow(limits, spool);
            overflow = over;
        } else if (settled < PIECE) {
            return null;
        }
        over.add(buffer, start, scan);
        start = scan;
        if (buffer.length > 2 * PIECE) {
            move(Math.max(2 * PIECE, Integer.highestOneBit(end - start) * 2));
        }
        return over.hopeless() ? emit(scan, end, over.fault(), true) : null;
    }

    private Frame emit(int dataEnd, int next, @Nullable FrameFault why) {
        return emit(dataEnd, next, why, false);
    }

    private Frame emit(int dataEnd, int next, @Nullable FrameFault why, boolean last) {
        Frame.Content content;
        FrameFault fault = why;
        Overflow over = overflow;
        if (over == null && dataEnd - start <= limits.frame()) {
            content = new Frame.Content.Bytes(Arrays.copyOfRange(buffer, start, dataEnd));
            if (dataEnd == start && fault == null) {
                fault = FrameFault.EMPTY;
            }
        } else {
            if (over == null) {
                over = new Overflow(limits, spool);
            }
            over.add(buffer, start, dataEnd);
            content = over.done();
            fault = fault == null ? over.fault() : fault;
        }
        return ended(content, next, fault, last);
    }

    private Frame ended(Frame.Content content, int next, @Nullable FrameFault fault, boolean last) {
        overflow = null;
        refusal = null;
        start = next;
        scan = next;
        afterFrame = next > 0 && buffer[next - 1] == Mllp.FS;
        if (fault != null) {
            noticed.accept(fault);
        }
        Frame frame = new Frame(content, Optional.ofNullable(fault));
        state = last || frame.closes() ? State.DONE : State.BETWEEN;
        return frame;
    }

    /** True when all that is missing is the byte after FS; {@link #endWithoutCr} takes it as is. */
    public boolean awaitsCr() {
        return (state == State.INSIDE || state == State.UNFRAMED)
                && scan < end
                && buffer[scan] == Mllp.FS
                && afterEnds(scan) == end;
    }

    /** The frame that {@link #awaitsCr}, taken as ended, because nothing more comes. */
    public Frame endWithoutCr() {
        if (!awaitsCr()) {
            throw new IllegalStateException("no frame has ended");
        }
        noticed.accept(FrameFault.CR_MISSING);
        return emit(scan, end, whatEnded());
    }

    /**
     * Ends the stream.
     *
     * @param why {@link FrameFault#CUT} or {@link FrameFault#TOO_SLOW}
     * @return what was begun and not ended; null when there is nothing
     */
    public @Nullable Frame finish(FrameFault why) {
        if (awaitsCr()) {
            return endWithoutCr();
        }
        if (!inFrame()) {
            return null;
        }
        if (pending() == 0) {
            noticed.accept(why);
            state = State.DONE;
            return null;
        }
        return emit(end, end, why, true);
    }

    /** True when a frame has begun and not ended. */
    public boolean inFrame() {
        return state == State.INSIDE || state == State.UNFRAMED;
    }

    /** Bytes of the begun frame that are held in memory. */
    private int pending() {
        return overflow == null ? end - start : Integer.MAX_VALUE;
    }

    /** True after a frame that closes the stream. */
    public boolean done() {
        return state == State.DONE;
    }

    /** Size of the buffer in bytes. */
    public int bufferSize() {
        return buffer.length;
    }

    /** Gives memory back when nothing is held in it. */
    public void shrink() {
        if (start == end && buffer.length > limits.buffer()) {
            buffer = new byte[limits.buffer()];
            start = 0;
            scan = 0;
            end = 0;
        }
    }

    /** Forgets a begun frame and deletes its spool file. */
    @Override
    public void close() {
        if (overflow != null) {
            overflow.giveUp(FrameFault.CUT);
            overflow = null;
        }
        state = State.DONE;
    }
}

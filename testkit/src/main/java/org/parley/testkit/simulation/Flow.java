package org.parley.testkit.simulation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.wire.mllp.Frame;
import org.parley.wire.mllp.FrameDecoder;
import org.parley.wire.mllp.FrameFault;
import org.parley.wire.mllp.FrameLimits;
import org.parley.wire.mllp.Mllp;
import org.parley.wire.mllp.Spool;

/**
 * One direction of a connection. Frames go in; their bytes come out in pieces, torn and run
 * together as a network likes it, and are cut into frames again by the engine's own decoder. What
 * comes out whole is what went in whole.
 */
final class Flow {
    private static final FrameLimits LIMITS =
            new FrameLimits(64, 1 << 20, 1 << 20, 1 << 10, 1 << 20);

    private final Stage stage;
    private final Consumer<byte[]> whole;
    private final long slowest;
    private final FrameDecoder decoder = new FrameDecoder(LIMITS, Spool.none(), this::noticed);
    private final ByteArrayOutputStream underway = new ByteArrayOutputStream();
    private boolean planned;
    private boolean dribbles;
    private boolean over;
    private boolean ending;

    /**
     * @param slowest nanoseconds that a piece takes at most
     * @param whole told of each frame's content
     */
    Flow(Stage stage, long slowest, Consumer<byte[]> whole) {
        this.stage = stage;
        this.slowest = slowest;
        this.whole = whole;
    }

    /** Puts a frame on its way. */
    void write(byte[] content) {
        if (!over && !ending) {
            underway.writeBytes(Mllp.frame(content));
            plan();
        }
    }

    /** From now on the bytes come one by one. */
    void dribble() {
        dribbles = true;
    }

    /** Only a part of what is underway still comes, then nothing for ever, and no end either. */
    void freeze() {
        byte[] left = underway.toByteArray();
        underway.reset();
        underway.write(left, 0, left.length == 0 ? 0 : stage.random.nextInt(left.length));
        ending = true;
        stage.after(60 * Stage.SECOND, () -> end(FrameFault.TOO_SLOW));
    }

    /** The connection ends: what is underway still comes, or is lost with it. */
    void close() {
        if (stage.random.nextBoolean()) {
            underway.reset();
        }
        ending = true;
        stage.after(stage.between(Stage.MILLI, 100 * Stage.MILLI), () -> end(FrameFault.CUT));
    }

    private void plan() {
        if (!planned && underway.size() > 0) {
            planned = true;
            stage.after(stage.between(20 * Stage.MICRO, slowest), this::arrive);
        }
    }

    private void arrive() {
        planned = false;
        if (over) {
            return;
        }
        byte[] all = underway.toByteArray();
        int length = Math.min(all.length, piece(all.length));
        underway.reset();
        underway.write(all, length, all.length - length);
        take(Arrays.copyOf(all, length));
        plan();
    }

    private int piece(int available) {
        if (dribbles) {
            return (int) stage.between(1, 8);
        }
        return stage.random.nextInt(3) == 0 ? (int) stage.between(1, available + 1) : available;
    }

    private void take(byte[] piece) {
        if (decoder.done()) {
            return;
        }
        decoder.take(ByteBuffer.wrap(piece));
        for (Frame frame = decoder.poll(); frame != null; frame = decoder.poll()) {
            took(frame);
        }
    }

    private void took(Frame frame) {
        if (frame.refusal().isPresent()) {
            throw new Violation("MLLP refuses a good frame: " + frame.refusal().get());
        }
        whole.accept(bytes(frame));
    }

    private static byte[] bytes(Frame frame) {
        return switch (frame.content()) {
            case Frame.Content.Bytes(byte[] array) -> array;
            case Frame.Content.File file ->
                    throw new Violation("a small frame was spooled to " + file.path());
        };
    }

    /** Nothing more comes. A frame that lacks no more than its last byte is whole. */
    private void end(FrameFault why) {
        if (over) {
            return;
        }
        take(underway.toByteArray());
        over = true;
        @Nullable Frame last = decoder.finish(why);
        if (last != null && last.refusal().isEmpty()) {
            whole.accept(bytes(last));
        }
        decoder.close();
    }

    private void noticed(FrameFault fault) {
        if (!over) {
            throw new Violation("MLLP finds fault with a good stream: " + fault);
        }
    }

    /** One frame through a decoder of its own, in pieces; what the other side makes of it. */
    static void pass(Stage stage, byte[] content, boolean inWhole) {
        byte[][] seen = new byte[1][];
        Flow flow = new Flow(stage, Stage.MILLI, bytes -> seen[0] = bytes);
        byte[] frame = Mllp.frame(content);
        int end = inWhole ? frame.length : stage.random.nextInt(frame.length - 2);
        int cut = stage.random.nextInt(end + 1);
        flow.take(Arrays.copyOfRange(frame, 0, cut));
        flow.take(Arrays.copyOfRange(frame, cut, end));
        flow.end(FrameFault.CUT);
        if (inWhole ? !Arrays.equals(content, seen[0]) : seen[0] != null) {
            throw new Violation("MLLP made something else of a frame: whole=" + inWhole);
        }
    }
}
